package ampro.hub;

import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.Sensitive;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.hub.application.Application;
import ampro.hub.application.Applications;
import ampro.hub.application.NewApplication;
import ampro.hub.application.SiteStore;
import ampro.hub.application.Status;
import ampro.hub.card.CardIdentity;
import ampro.hub.card.CardRules;
import ampro.hub.card.Cards;
import ampro.hub.card.CountryProfile;
import ampro.hub.card.Licences;
import ampro.hub.collection.HandOvers;
import ampro.hub.custody.AlertStore;
import ampro.hub.custody.Custodian;
import ampro.hub.custody.Grants;
import ampro.hub.custody.IdentityPad;
import ampro.hub.custody.Job;
import ampro.hub.custody.Jobs;
import ampro.hub.custody.Recovery;
import ampro.hub.custody.Reminders;
import ampro.hub.custody.Witness;
import ampro.hub.custody.acts.Acts;
import ampro.hub.custody.ledger.Blanks;
import ampro.hub.shipping.Labels;
import ampro.hub.shipping.Parcels;
import ampro.hub.staff.Role;
import ampro.hub.staff.Staff;
import ampro.hub.station.Stations;
import ampro.hub.store.Database;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The hub's capabilities on a fresh database, as the hub puts them together, without web, broker
/// and the drawing of cards: time stands still until [#pass], randomness has a seed.
public final class Bench implements AutoCloseable {
    public static final String SITE = "TNR";
    public static final Actor HAJA = person("haja", Role.OFFICER);
    public static final Actor MIRA = person("mira", Role.MANAGER);
    private static final byte[] PORTRAIT = Cards.portrait().jpeg();

    public final FreshDatabase fresh;
    public final Database database;
    public final Staff staff;
    public final Stations stations;
    public final Applications applications;
    public final Licences licences;
    public final Witness witness;
    public final Jobs jobs;
    public final Recovery recovery;
    public final Blanks blanks;
    public final Grants grants;
    public final Reminders reminders;
    public final Parcels parcels;
    public final Labels labels;
    public final HandOvers handOvers;
    public final Custodian custodian;
    public final Acts acts;
    private final Path witnessFile;
    private final Random random;
    private Instant now;

    /// The job whose card cannot be drawn.
    public @Nullable String notDrawn;

    public @Nullable String unprintable; // why no card can be drawn

    public Runnable whileDrawing = () -> {};

    /// Stations that are not connected.
    public final Set<StationId> away = new HashSet<>();

    private final Outbox outbox;
    private int labelTokens;

    public Bench(Dialect dialect, Path folder) {
        this(
                FreshDatabase.of(dialect, folder),
                folder.resolve("witness"),
                new Random(4217),
                Instant.parse("2026-11-22T08:00:00Z"));
    }

    private Bench(FreshDatabase fresh, Path witnessFile, Random random, Instant now) {
        this.fresh = fresh;
        this.witnessFile = witnessFile;
        this.random = random;
        this.now = now;
        database = fresh.open();
        outbox = new Outbox(database);
        InstantSource clock = this::now;
        CountryProfile country = CountryProfile.load();
        staff = new Staff(database, clock, random);
        stations = new Stations(database, clock, random);
        applications =
                new Applications(
                        database,
                        clock,
                        Set.of("A1", "B", "BE"),
                        new Applications.Judges(
                                Outcome::done,
                                Outcome::done,
                                (person, codes, portrait, signature, today) -> List.of()));
        licences =
                new Licences(
                        database,
                        applications,
                        country,
                        CardRules.load(),
                        card -> Optional.ofNullable(unprintable),
                        clock);
        witness = witness(witnessFile);
        jobs = new Jobs(database, applications, witness, clock);
        recovery = new Recovery(database, jobs, witness, clock);
        recovery.takeOffice("bench", () -> {});
        blanks = new Blanks(database, clock);
        grants =
                new Grants(
                        database,
                        jobs,
                        this::sketch,
                        new IdentityPad(database, witness, () -> CardIdentity.draw(random).text()),
                        clock);
        reminders = new Reminders(database, id -> !away.contains(id), clock);
        parcels = new Parcels(database, applications, "0614141", clock);
        labels = new Labels(database, () -> "label-" + ++labelTokens, clock);
        handOvers = new HandOvers(database, applications, clock);
        custodian = new Custodian(jobs, recovery, labels::take, clock);
        acts = new Acts(database, jobs, recovery, clock);
        database.write(handle -> {
            SiteStore.put(handle, new SiteStore.Row(SITE, "Antananarivo", "12 Rue A|101 Tana"));
            SiteStore.put(handle, new SiteStore.Row("TMM", "Toamasina", "1 Quai B|501 Toamasina"));
            return 0;
        });
    }

    /// The hub that starts on this database, with the same witness, when this one has stopped.
    public Bench next(FreshDatabase on) {
        return new Bench(on, witnessFile, random, now);
    }

    private static Witness witness(Path file) {
        try {
            return new Witness(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Actor person(String id, Role role) {
        return new Actor(id, id, role.code(), role.permissions(), null, null);
    }

    public Instant now() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public static NewApplication application(@Nullable String site) {
        return new NewApplication(
                "new",
                site,
                "RAKOTO",
                "Haja",
                "1991-03-14",
                "Antsirabe",
                "F",
                List.of("12 Rue A", "Tana"),
                List.of("A1", "B"),
                List.of("01"),
                Base64.getEncoder().encodeToString(PORTRAIT),
                null);
    }

    /// An application that was entered, in this state of the way to its printing.
    public Application application(Status until) {
        Application a = applications.enter(application(SITE), HAJA).orThrow();
        if (until == Status.SUBMITTED) {
            return a;
        }
        a = applications.move(a.id(), Status.UNDER_REVIEW, HAJA, null).orThrow();
        if (until == Status.UNDER_REVIEW) {
            return a;
        }
        for (String subject : List.of("documents", "medical", "payment")) {
            a = applications.verify(a.id(), subject, "seen", HAJA).orThrow();
        }
        return licences.approve(a.id(), MIRA).orThrow();
    }

    public Job queued() {
        return jobs.queue(application(Status.LICENSE_GENERATED).id(), 1, MIRA).orThrow();
    }

    /// An open station with these blanks `<id>-1`, `<id>-2` … in its hopper.
    public Box box(String id, int blanks) {
        Box box = new Box(stations.enrol(new StationId(id), SITE, Actor.HUB).orThrow());
        List<String> serials =
                IntStream.rangeClosed(1, blanks).mapToObj(i -> id + "-" + i).toList();
        this.blanks.load(serials, id, MIRA).orThrow();
        take(box.hello(List.of()));
        return box;
    }

    /// As the link does: one message, one command.
    public void take(Message<Up> message) {
        StationId station = message.envelope().station();
        if (database.write(handle -> custodian.take(handle, message))) {
            database.read(handle -> custodian.acknowledgement(handle, station))
                    .ifPresent(ack -> outbox.acknowledge(station, ack));
        }
    }

    /// What was sent to everybody, oldest first, and then what was acknowledged.
    public List<Down> sent() {
        return outbox.all();
    }

    /// As [#sent], to this station.
    public List<Down> sentTo(StationId station) {
        return outbox.to(station);
    }

    /// The last message of this kind in the outbox.
    public <D extends Down> D last(Class<D> kind) {
        return outbox.last(kind);
    }

    public void emptyOutbox() {
        outbox.empty();
    }

    public List<String> alerts() {
        return jobs.alerts().stream().map(AlertStore.Row::code).toList();
    }

    public Job job(Job before) {
        return jobs.find(before.id()).orThrow();
    }

    public String column(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    private Outcome<Artwork> sketch(Job job, String identity) {
        whileDrawing.run();
        if (job.id().equals(notDrawn)) {
            return Outcome.conflict("not-drawn", "8: the text does not fit");
        }
        return Outcome.done(
                new Artwork(
                        job.id(),
                        new CardCode(job.licence(), identity),
                        new Sensitive<>("RAKOTO, Haja"),
                        "A1 B",
                        "RlJPTlQ=",
                        "QkFDSw=="));
    }

    public static Token token(Job job) {
        return Optional.ofNullable(job.lease()).orElseThrow().token();
    }

    @Override
    public void close() {
        database.close();
        try {
            witness.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

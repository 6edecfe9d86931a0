package ampro.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.application.Applications;
import ampro.hub.card.CardIdentity;
import ampro.hub.custody.Custodian;
import ampro.hub.custody.Grants;
import ampro.hub.custody.IdentityPad;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.Jobs;
import ampro.hub.custody.Recovery;
import ampro.hub.custody.Reminders;
import ampro.hub.custody.Witness;
import ampro.hub.custody.acts.Act;
import ampro.hub.custody.acts.Acts;
import ampro.hub.custody.ledger.Blanks;
import ampro.hub.link.OutboxStore;
import ampro.hub.staff.Role;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.SecondPerson;
import ampro.hub.station.Stations;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// The hub's own code, on a database of its own, without broker, web and the drawing of cards. It
/// dies, is started again, and is set back to a backup.
final class SimHub {
    static final String NAME = "hub";
    static final String SITE = "TNR";
    static final Actor MANAGER =
            new Actor("mira", "mira", Role.MANAGER.code(), Role.MANAGER.permissions(), null, null);
    private static final Comparator<StationId> BY_NAME = Comparator.comparing(StationId::value);

    /// How long what arrives waits for what else arrives.
    private static final Duration GROUP = Duration.ofMillis(20);

    private static final Duration GRANTS_SOON = Duration.ofSeconds(1);
    private static final Duration GRANTS_AFTER_CHANGE = Duration.ofSeconds(30);
    private static final Duration GRANTS_AT_LEAST_EVERY = Duration.ofMinutes(10);

    private final World world;
    private final SimNetwork network;
    final Truth truth;
    private final SimArtist artist;
    private final Path folder;
    private final Path file;
    final Applications applications;
    final Stations stations;
    final Jobs jobs;
    final Grants grants;
    private final Reminders reminders;
    final Acts acts;
    final Blanks blanks;
    final Recovery recovery;
    final Witness witness;
    final Database database;
    private final Custodian custodian;
    private final Consumer<SimNetwork.Letter> receiver = this::receive;
    private final List<SimNetwork.Letter> inbox = new ArrayList<>();
    private final Set<StationId> unanswered = new TreeSet<>(BY_NAME);
    private boolean alive = true;
    private boolean workIsDue;
    private long messages;
    private boolean maySend = true;
    int deadLetters;

    SimHub(World world, SimNetwork network, Truth truth, SimArtist artist, Path folder, int life)
            throws IOException {
        this.world = world;
        this.network = network;
        this.truth = truth;
        this.artist = artist;
        this.folder = folder;
        file = folder.resolve("hub-" + life + ".db");
        database = Database.sqliteOnCallersThread(file);
        applications =
                new Applications(
                        database,
                        world::instant,
                        Set.of("B"),
                        new Applications.Judges(
                                Outcome::done,
                                Outcome::done,
                                (person, codes, portrait, signature, today) -> List.of()));
        stations = new Stations(database, world::instant, world.random);
        witness = new Witness(folder.resolve("witness"));
        jobs = new Jobs(database, applications, witness, world::instant);
        recovery = new Recovery(database, jobs, witness, world::instant);
        acts = new Acts(database, jobs, recovery, world::instant);
        blanks = new Blanks(database, world::instant);
        grants =
                new Grants(
                        database,
                        jobs,
                        artist,
                        new IdentityPad(
                                database, witness, () -> CardIdentity.draw(world.random).text()),
                        world::instant);
        database.afterCommit(() -> maySend = true);
        reminders =
                new Reminders(
                        database, station -> network.reaches(station.value()), world::instant);
        custodian = new Custodian(jobs, recovery, (handle, id, event) -> {}, world::instant);
        recovery.takeOffice("hub-" + life, () -> {});
        unanswered.addAll(stations.ids());
        network.subscribe(NAME, receiver);
        workNowAndThen();
    }

    private void workNowAndThen() {
        changed();
        if (alive) {
            world.after(GRANTS_AT_LEAST_EVERY, this::workNowAndThen);
        }
    }

    /// Something was committed: there may be a job to grant, a message to send.
    void changed() {
        if (!workIsDue) {
            workIsDue = true;
            world.after(world.between(GRANTS_SOON, GRANTS_AFTER_CHANGE), this::work);
        }
        publish();
    }

    private void work() {
        workIsDue = false;
        if (alive && grants.grantAll() + reminders.sayAgain() > 0) {
            publish();
        }
    }

    private void receive(SimNetwork.Letter letter) {
        if (!alive) {
            throw new IllegalStateException("a dead hub is not subscribed");
        }
        if (inbox.isEmpty()) {
            world.after(GROUP, this::commitInbox);
        }
        inbox.add(letter);
    }

    /// What has arrived shares one commit; only then it is acknowledged to the broker.
    private void commitInbox() {
        if (!alive) {
            return;
        }
        List<Message<Up>> messages =
                inbox.stream().flatMap(letter -> read(letter).stream()).toList();
        inbox.clear();
        unanswered.addAll(
                database.write(handle -> {
                    Set<StationId> owed = new TreeSet<>(BY_NAME);
                    for (Message<Up> message : messages) {
                        if (custodian.take(handle, message)) {
                            owed.add(message.envelope().station());
                        }
                    }
                    return owed;
                }));
        changed();
    }

    private Optional<Message<Up>> read(SimNetwork.Letter letter) {
        try {
            return Optional.of(Wire.readUp(letter.kind(), letter.payload().getBytes(UTF_8)));
        } catch (WireException e) {
            deadLetters++;
            return Optional.empty();
        }
    }

    private void answer() {
        for (StationId station : unanswered) {
            database.read(handle -> custodian.acknowledgement(handle, station))
                    .ifPresent(ack -> {
                        truth.acknowledged(ack.seq(), ack.hash());
                        send(station, Wire.kind(ack), Wire.writeBody(ack));
                    });
        }
        unanswered.clear();
    }

    /// Sends what was decided; a hub that dies between the two sends it again.
    private void publish() {
        if (alive && network.reaches(NAME)) {
            answer();
        }
        while (alive && maySend && network.reaches(NAME)) {
            maySend = false;
            List<OutboxStore.Row> rows = database.read(OutboxStore::next);
            if (rows.isEmpty()) {
                return;
            }
            for (OutboxStore.Row row : rows) {
                truth.sent(row);
                send(new StationId(row.station()), row.kind(), row.body());
            }
            database.write(handle -> {
                OutboxStore.delete(handle, rows.stream().map(OutboxStore.Row::n).toList());
                return rows;
            });
        }
    }

    private void send(StationId station, String kind, String body) {
        Envelope envelope =
                new Envelope(
                        Envelope.PROTOCOL, "h" + ++messages, station, NAME, null, witness.term());
        network.send(
                NAME,
                station.value(),
                new SimNetwork.Letter(kind, new String(Wire.wrap(envelope, body), UTF_8)));
    }

    /// What the station fetches by HTTP.
    Outcome<String> fetch(String station, String job, Token token) {
        return grants.artwork(job, token, Actor.station(station)).map(artist::fetched);
    }

    List<String> jobsThatAre(JobStatus status) {
        return database.read(handle ->
                handle.createQuery("select id from print_job where status = :status order by id")
                        .bind("status", status.code())
                        .mapTo(String.class)
                        .list());
    }

    /// Somebody at the hub agrees to what was answered at a box, if the hub has heard of it.
    void confirm(String job) {
        database.read(handle -> SecondPerson.of(handle, "job/" + job, world.instant())).stream()
                .filter(asking -> asking.state() == Asking.State.WAITING)
                .filter(asking -> asking.kind().equals(Act.CONFIRM.code()))
                .forEach(asking -> acts.approve(asking.id(), MANAGER));
        changed();
    }

    boolean isAlive() {
        return alive;
    }

    /// `kill -9`: the database is where it was committed.
    void die() {
        alive = false;
        network.unsubscribe(NAME, receiver);
        inbox.forEach(letter -> network.keep(NAME, letter));
        database.close();
        try {
            witness.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A copy of the database as it is now.
    Path backup(int number) {
        Path copy = folder.resolve("backup-" + number + ".db");
        Jdbi.create("jdbc:sqlite:" + file)
                .useHandle(handle -> handle.execute("vacuum into '" + copy + "'"));
        return copy;
    }

    /// Starts the hub again under another life, from its own database or from a backup.
    SimHub startedAgain(int life, Path from) throws IOException {
        Files.copy(from, folder.resolve("hub-" + life + ".db"));
        return new SimHub(world, network, truth, artist, folder, life);
    }

    Path file() {
        return file;
    }
}

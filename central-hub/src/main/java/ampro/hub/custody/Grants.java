package ampro.hub.custody;

import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Wire;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.link.OutboxStore;
import ampro.hub.station.StationStore;
import ampro.hub.store.CrashPoint.Commit;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Gives queued jobs to stations. A token and a card identity are taken first and never again; the
/// artwork is drawn with them outside any transaction; then job, card and grant are one commit.
public final class Grants {
    private static final Logger LOG = System.getLogger(Grants.class.getName());

    /// Leases of a station that feeds nothing without the hub: one in the printer and the five that
    /// its screen shows next.
    private static final int LEASES_MAX = 6;

    /// Leases ahead of a station that may print while the hub is away: about a shift.
    private static final int LEASES_AHEAD_MAX = 50;

    private static final String TEMPLATE = "licence-1";

    /// Cards that are held one after the other because drawing them failed.
    private static final int FAILED_MAX = 3;

    private final Database database;
    private final Jobs jobs;
    private final Artist artist;
    private final IdentityPad identities;
    private final InstantSource clock;
    private int failedInARow;

    /// Draws the card of this job with this identity; refused is what cannot be drawn.
    @FunctionalInterface
    public interface Artist {
        Outcome<Artwork> draw(Job job, String cardIdentity);
    }

    public Grants(
            Database database,
            Jobs jobs,
            Artist artist,
            IdentityPad identities,
            InstantSource clock) {
        this.database = database;
        this.jobs = jobs;
        this.artist = artist;
        this.identities = identities;
        this.clock = clock;
    }

    /// Grants as many queued jobs as there are stations with room; returns how many.
    public int grantAll() {
        int granted = 0;
        while (grantNext()) {
            granted++;
        }
        return granted;
    }

    /// The artwork of a card, for the station that holds its grant and for nobody else.
    public Outcome<String> artwork(String job, Token token, Actor caller) {
        return database.read(handle -> {
            Optional<Lease> lease =
                    JobStore.find(handle, job)
                            .filter(found -> found.status().isOpen())
                            .map(Job::lease);
            boolean granted =
                    lease.isPresent()
                            && lease.get().token().equals(token)
                            && lease.get().station().equals(caller.id());
            return granted
                    ? CardStore.artwork(handle, lease.get().card())
                            .<Outcome<String>>map(Outcome::done)
                            .orElseGet(() -> Outcome.notFound("artwork of " + job))
                    : Outcome.forbidden("no grant of this job stands for you");
        });
    }

    /// What a station that does not hold this job must be told: to give it back, or that it has it.
    /// A card that this hub learnt of from its station has no artwork here: it is held.
    static Optional<Down> owed(Handle handle, Job job) {
        Lease lease = job.lease();
        if (lease == null || job.status() != JobStatus.ASSIGNED) {
            return Optional.empty();
        }
        return job.withdrawn()
                ? Optional.of(new Down.Revoke(job.id(), lease.token()))
                : CardStore.artwork(handle, lease.card())
                        .map(artwork -> grant(job, lease, artwork));
    }

    private static Down.Grant grant(Job job, Lease lease, String artwork) {
        return new Down.Grant(
                job.id(),
                lease.token(),
                lease.card(),
                "/api/v1/artwork/%s/%d/%d"
                        .formatted(job.id(), lease.token().term(), lease.token().n()),
                EventChain.sha256(artwork),
                artwork.getBytes(StandardCharsets.UTF_8).length,
                TEMPLATE);
    }

    private record Chance(Job job, String station, long term) {}

    private boolean grantNext() {
        Optional<Chance> chance = database.read(this::chance);
        if (chance.isEmpty()) {
            return false;
        }
        Job job = chance.get().job();
        IdentityPad.Identity drawn = identities.next(chance.get().term());
        Lease lease = new Lease(chance.get().station(), drawn.token(), drawn.card());
        return switch (drawn(job, lease.card())) {
            case Outcome.Done<Artwork>(Artwork artwork) ->
                    database.write(
                            Commit.GRANT,
                            handle -> commit(handle, job, lease, Wire.writeBody(artwork)));
            case Outcome.Refused<Artwork> refused ->
                    database.write(Commit.GRANT, handle -> hold(handle, job, refused.detail()));
        };
    }

    /// Whatever is wrong with one card, the queue behind it goes on. What goes wrong with one after
    /// the other is not the cards' fault.
    private Outcome<Artwork> drawn(Job job, String card) {
        try {
            Outcome<Artwork> drawn = artist.draw(job, card);
            failedInARow = 0;
            return drawn;
        } catch (RuntimeException e) {
            if (++failedInARow > FAILED_MAX) {
                throw e;
            }
            LOG.log(Level.ERROR, job.id() + " cannot be drawn", e);
            return Outcome.conflict("not-drawn", "the card cannot be drawn: " + e);
        }
    }

    private static Tenure tenure(Handle handle) {
        return CustodyStore.tenure(handle).orElse(Tenure.FIRST);
    }

    /// The first of the queue and the open station with the fewest leases, if one has room and
    /// blanks. While a station is missing after a restore, it may have printed for any application
    /// of before: only newer ones are printed.
    private Optional<Chance> chance(Handle handle) {
        Tenure tenure = tenure(handle);
        List<Job> queue =
                JobStore.queue(
                        handle, 1, tenure.whole() ? 0 : CustodyStore.lastApplication(handle));
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        record Room(String station, int leases, int most) {}
        Map<String, Integer> leases = JobStore.leases(handle);
        return StationStore.all(handle).stream()
                .filter(station -> isInService(station, tenure))
                .map(station ->
                        new Room(
                                station.id(),
                                leases.getOrDefault(station.id(), 0),
                                leasesMax(station)))
                .filter(room -> room.leases() < room.most())
                .sorted(Comparator.comparingInt(Room::leases))
                .filter(room -> room.leases() < LedgerStore.loadedAt(handle, room.station()))
                .findFirst()
                .map(room -> new Chance(queue.getFirst(), room.station(), tenure.term()));
    }

    private static boolean isInService(StationStore.Row station, Tenure tenure) {
        return station.state().equals("open")
                && station.locked() == null
                && station.reportedTerm() == tenure.term();
    }

    private static int leasesMax(StationStore.Row station) {
        return FeedingRule.ACKNOWLEDGED.word().equals(station.feeding())
                ? LEASES_MAX
                : LEASES_AHEAD_MAX;
    }

    /// One card that cannot be drawn must not keep all others waiting.
    private boolean hold(Handle handle, Job read, String why) {
        Job job = JobStore.find(handle, read.id()).orElseThrow();
        jobs.step(handle, job, new JobEvent.NotDrawn(why), Actor.HUB);
        return true;
    }

    private boolean commit(Handle handle, Job read, Lease lease, String artwork) {
        Job job = JobStore.find(handle, read.id()).orElseThrow();
        Tenure tenure = tenure(handle);
        boolean stands =
                job.version() == read.version()
                        && tenure.term() == lease.token().term()
                        && StationStore.find(handle, new StationId(lease.station()))
                                .filter(station -> isInService(station, tenure))
                                .isPresent();
        if (!stands) {
            return false; // changed while it was drawn: this token is spent for nothing
        }
        Instant now = clock.instant();
        CardStore.insert(
                handle,
                new CardStore.Card(
                        lease.card(), job.id(), job.licence(), EventChain.sha256(artwork), artwork),
                lease.token());
        Job assigned = jobs.step(handle, job, new JobEvent.Assigned(lease), Actor.HUB);
        OutboxStore.put(
                handle, new StationId(lease.station()), grant(assigned, lease, artwork), now);
        return true;
    }
}

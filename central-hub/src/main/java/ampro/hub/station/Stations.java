package ampro.hub.station;

import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.StationId;
import ampro.hub.application.SiteStore;
import ampro.hub.audit.AuditStore;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Enrolment and authentication of stations.
public final class Stations {
    private static final int SECRET_BYTES = 32;
    private static final int INCARNATION_BYTES = 8;

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Stations(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// What a box is given at enrolment and keeps in `credential.json`; shown once.
    public record Credential(StationId station, String incarnation, String secret) {}

    /// A new incarnation of this station; the one before must have been retired.
    public Outcome<Credential> enrol(StationId id, String site, Actor actor) {
        Credential credential = new Credential(id, hex(INCARNATION_BYTES), secret());
        return database.write(handle -> {
            Instant now = clock.instant();
            if (SiteStore.find(handle, site).isEmpty()) {
                return Outcome.notFound("site " + site);
            }
            Optional<StationStore.Row> before = StationStore.find(handle, id);
            if (before.isPresent() && !before.get().state().equals("retired")) {
                return Outcome.conflict(
                        "in-service",
                        id
                                + " is in service: retire that box first, with all its cards and blanks");
            }
            StationStore.enrol(
                    handle,
                    id,
                    site,
                    credential.incarnation(),
                    EventChain.sha256(credential.secret()),
                    now.toEpochMilli());
            AuditStore.write(
                    handle,
                    now,
                    actor,
                    "station-enrolled",
                    "station/" + id,
                    null,
                    before.map(StationStore.Row::incarnation).orElse(null),
                    credential.incarnation());
            return Outcome.done(credential);
        });
    }

    /// The station as caller, if the secret is the one of its living incarnation.
    public Optional<Actor> authenticate(String id, String secret) {
        boolean known =
                database.read(
                        handle -> StationStore.hasSecret(handle, id, EventChain.sha256(secret)));
        return known ? Optional.of(Actor.station(id)) : Optional.empty();
    }

    public List<StationStore.Row> all() {
        return database.read(StationStore::all);
    }

    public List<StationId> ids() {
        return all().stream().map(station -> new StationId(station.id())).toList();
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

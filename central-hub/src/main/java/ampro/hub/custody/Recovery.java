package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Up;
import ampro.hub.audit.AuditStore;
import ampro.hub.link.OutboxStore;
import ampro.hub.station.StationStore;
import ampro.hub.store.CrashPoint;
import ampro.hub.store.CrashPoint.Commit;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Begins a new term when this hub is not what it was (restored, failed over, installed again) and
/// ends its recovery when every station in service has reported. Until then no job of an earlier
/// term is queued again: the station that has not spoken may have printed it.
public final class Recovery {
    /// Those from whom a report is to be had. One that was enrolled just before the backup may have
    /// worked since.
    static final Set<String> IN_SERVICE =
            Set.of(Peer.State.ENROLLED.code(), Peer.State.OPEN.code());

    private final Database database;
    private final Jobs jobs;
    private final Witness witness;
    private final InstantSource clock;

    public Recovery(Database database, Jobs jobs, Witness witness, InstantSource clock) {
        this.database = database;
        this.jobs = jobs;
        this.witness = witness;
        this.clock = clock;
    }

    /// Who is missing, while the hub recovers.
    ///
    /// @param since when the term began, or when the last station had reported
    /// @param why the term began; null once it is whole
    public record Standing(
            long term, boolean whole, Instant since, @Nullable String why, List<String> missing) {}

    public Standing standing() {
        return database.read(handle -> {
            Tenure tenure = tenure(handle);
            return new Standing(
                    tenure.term(),
                    tenure.whole(),
                    CustodyStore.since(handle),
                    CustodyStore.why(handle).orElse(null),
                    tenure.whole() ? List.of() : CustodyStore.missing(handle, tenure.term()));
        });
    }

    /// Takes office: database and witness agree on the term, or a new one begins. A database that
    /// knows no station would wait for nobody's report and revoke every card there is. Of two hubs
    /// on one database the last one that took office works; the other one commits nothing any more.
    ///
    /// @param custodian names this hub's life
    /// @param unseated told when another hub has taken office
    /// @throws IllegalStateException where there is a witness of cards and no database
    public void takeOffice(String custodian, Runnable unseated) {
        database.write(
                Commit.TERM,
                handle -> {
                    Instant now = clock.instant();
                    Tenure known = CustodyStore.tenure(handle).orElse(null);
                    if (known == null && witness.cards() > 0) {
                        throw new IllegalStateException(
                                ("the database is empty, and its witness knows %d card identities: put the"
                                                + " database back from its backup. To begin anew, with every"
                                                + " card of before worth nothing, move the witness away")
                                        .formatted(witness.cards()));
                    }
                    if (known == null && witness.term() == 0) {
                        witness.begin(Tenure.FIRST.term());
                        CustodyStore.save(handle, Tenure.FIRST, "installed", now);
                    } else if (known == null || known.term() != witness.term()) {
                        begin(
                                handle,
                                witness.term(),
                                "hub",
                                "the database knows term %s, its witness %d"
                                        .formatted(
                                                known == null ? "none" : known.term(),
                                                witness.term()),
                                now);
                    } else if (Numbers.last(handle, IdentityPad.SERIES) < witness.begun()) {
                        begin(
                                handle,
                                witness.term(),
                                "hub",
                                "the database has begun tokens up to %d, its witness up to %d: it was set back"
                                        .formatted(
                                                Numbers.last(handle, IdentityPad.SERIES),
                                                witness.begun()),
                                now);
                    } else {
                        CardStore.revoke(
                                handle, witness.revoked()); // set back by less than a block
                    }
                    CustodyStore.seat(handle, custodian, witness.lastToken());
                    return now;
                });
        database.fence(
                handle -> CustodyStore.isSeated(handle, custodian, database.dialect()), unseated);
    }

    /// People say that this database was restored from a backup.
    public void restored(Actor by) {
        database.write(
                Commit.TERM,
                handle -> {
                    begin(
                            handle,
                            witness.term(),
                            by.id(),
                            "restored from a backup",
                            clock.instant());
                    return by;
                });
    }

    Tenure tenure(Handle handle) {
        return CustodyStore.tenure(handle).orElse(Tenure.FIRST);
    }

    /// The witness is told first: a term that nobody took office in is only skipped.
    void begin(Handle handle, long highestSeen, String by, String why, Instant now) {
        Tenure known = tenure(handle);
        Tenure next = known.next(Math.max(highestSeen, witness.term()));
        witness.begin(next.term());
        CustodyStore.save(handle, next, why, now);
        CustodyStore.skipNumbers(handle, next.term() - known.term());
        CardStore.revoke(handle, witness.revoked());
        AlertStore.put(handle, "term-began", "hub", why, now);
        AuditStore.write(
                handle, now, Actor.HUB, "term-began", "hub", why, by, String.valueOf(next.term()));
        OutboxStore.clear(handle);
        for (Job job : JobStore.open(handle)) {
            jobs.step(handle, job, new JobEvent.TermBegan(), Actor.HUB);
        }
        for (StationStore.Row station : StationStore.all(handle)) {
            if (IN_SERVICE.contains(station.state())) {
                OutboxStore.put(
                        handle, new StationId(station.id()), new Down.Fence(next.term()), now);
            }
        }
    }

    /// One more station has reported, or is out of service.
    void reported(Handle handle, Instant now) {
        Tenure tenure = tenure(handle);
        if (tenure.whole() || !CustodyStore.missing(handle, tenure.term()).isEmpty()) {
            return;
        }
        CustodyStore.save(handle, new Tenure(tenure.term(), true), null, now);
        for (Job job : JobStore.open(handle)) {
            jobs.step(handle, job, new JobEvent.AllReported(), Actor.HUB);
        }
        revokeUnreported(handle, tenure);
        AlertStore.put(handle, "recovered", "hub", "every station has reported", now);
        CrashPoint.pass(CrashPoint.WITHIN_RECOVERY);
    }

    /// Whatever was granted in an earlier term and no station has, or reports as good, is no
    /// licence, wherever a card with it turns up.
    private void revokeUnreported(Handle handle, Tenure tenure) {
        Set<String> unreported = witness.drawnBefore(tenure.term());
        unreported.addAll(CardStore.pendingBefore(handle, tenure.term()));
        unreported.removeAll(CardStore.inUse(handle));
        witness.revoke(unreported);
        CardStore.revoke(handle, unreported);
    }

    /// A box is gone for good. A failover may have lost grants that it had, with nothing to show
    /// for it: whatever was drawn before and is in no record is no licence.
    void revokeUnrecorded(Handle handle) {
        Set<String> unrecorded = witness.drawnEarlier();
        CardStore.forEachIdentity(handle, unrecorded::remove);
        witness.revoke(unrecorded);
    }

    /// A claim about a job that this hub does not know: a grant that was forgotten with its job.
    /// Its card must be found and destroyed; its identity is worth nothing from now on.
    void orphan(Handle handle, StationId id, Up.Event event, Instant now) {
        String card = event.facts().card();
        if (card != null) {
            witness.revoke(List.of(card));
        }
        AlertStore.put(
                handle,
                "unknown-job",
                "station/" + id,
                "%s of %s under token %s, a job that this hub does not know"
                        .formatted(event.type().word(), event.job(), event.token()),
                now);
    }
}

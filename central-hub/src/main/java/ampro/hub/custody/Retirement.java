package ampro.hub.custody;

import ampro.firmware.wire.Facts;
import ampro.firmware.wire.StationId;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.custody.ledger.StationLoss;
import ampro.hub.link.OutboxStore;
import ampro.hub.station.StationStore;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// How a box goes out of service, in its caller's transaction: taken in, settled and counted out,
/// or lost. That two people say so is the caller's affair.
public final class Retirement {
    private static final String BOX_LOST = "box-lost";

    private final Jobs jobs;
    private final Recovery recovery;

    public Retirement(Jobs jobs, Recovery recovery) {
        this.jobs = jobs;
        this.recovery = recovery;
    }

    /// What keeps a box from going out of service: jobs whose end nobody knows, blanks booked here.
    public record Open(List<Job> jobs, Map<BlankAccount, Long> blanks) {
        public boolean isNone() {
            return jobs.isEmpty() && blanks.isEmpty();
        }
    }

    public static Open open(Handle handle, StationId id) {
        return new Open(JobStore.openAt(handle, id.value()), LedgerStore.at(handle, id.value()));
    }

    /// The box is switched off and in custody: if it speaks again, that is kept and does nothing.
    public void takeIn(Handle handle, StationId id) {
        CustodyStore.save(handle, id, peer(handle, id).quarantined());
        OutboxStore.clear(handle, id);
    }

    /// Two people found a card of this job, with this blank, or that nothing was fed.
    public Job settle(Handle handle, Job job, Facts found, Actor by) {
        return jobs.step(handle, job, new JobEvent.Settled(found), by);
    }

    /// Out of service: what this incarnation says from now on is an alert. If it was the last that
    /// a recovery waited for, that ends.
    public void retire(Handle handle, StationId id, Instant now) {
        CustodyStore.save(handle, id, peer(handle, id).retired());
        OutboxStore.clear(handle, id);
        recovery.reported(handle, now);
    }

    /// The box is lost or destroyed: its blanks are lost, what it may have printed is revoked, also
    /// the spoiled cards beside it, and each of these jobs that anybody still wants has a new one.
    /// This rests on the list of revoked identities alone, and is reported so.
    public List<Job> lose(Handle handle, StationId id, String reason, Actor by, Instant now) {
        List<Job> lost = new ArrayList<>();
        for (Job job : JobStore.openAt(handle, id.value())) {
            lost.add(jobs.step(handle, job, new JobEvent.BoxLost(BOX_LOST), by));
        }
        for (Job job : JobStore.spoiledAt(handle, id.value())) {
            if (LedgerStore.isSpoiledAt(handle, job.blank(), id.value())) {
                lost.add(jobs.step(handle, job, new JobEvent.CardLost(BOX_LOST), by));
            }
        }
        recovery.revokeUnrecorded(handle);
        long blanks = StationLoss.book(handle, id.value(), reason, by, now);
        retire(handle, id, now);
        for (Job job : lost) {
            if (!job.withdrawn()
                    && jobs.reprint(handle, job, ReprintGround.LOST_WITH_STATION, by)
                            instanceof Outcome.Refused<Job> refused) {
                AlertStore.put(handle, "no-reprint", "job/" + job.id(), refused.detail(), now);
            }
        }
        AlertStore.put(
                handle,
                "box-lost",
                "station/" + id,
                "%d blanks are lost; that no card of it is live rests on the list of revoked identities alone: %s"
                        .formatted(
                                blanks,
                                lost.stream()
                                        .map(job -> Objects.requireNonNull(job.lease()).card())
                                        .toList()),
                now);
        return lost;
    }

    private static Peer peer(Handle handle, StationId id) {
        StationStore.Row row = StationStore.find(handle, id).orElseThrow();
        return CustodyStore.peer(handle, id, row.incarnation()).orElseThrow();
    }
}

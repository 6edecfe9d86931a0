package ampro.hub.custody.acts;

import ampro.firmware.wire.StationId;
import ampro.hub.custody.Answers;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Lease;
import ampro.hub.link.OutboxStore;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What one person answered at the box is confirmed by another at the hub. The box is told; the
/// decision is taken when it claims it.
record Confirm(InstantSource clock) implements Deed {
    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        Optional<Job> job = JobStore.find(handle, id).filter(found -> found.answer() != null);
        return job.isEmpty()
                ? Outcome.conflict("no-answer", "no answer about %s waits any more".formatted(id))
                : Outcome.done(Answers.facts(job.get()));
    }

    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        Job job = JobStore.find(handle, asking.subject()).orElseThrow();
        Lease lease = Objects.requireNonNull(job.lease(), "answered under one");
        OutboxStore.put(
                handle,
                new StationId(lease.station()),
                Answers.confirmation(job, by.id()),
                clock.instant());
        return Outcome.done(asking);
    }
}

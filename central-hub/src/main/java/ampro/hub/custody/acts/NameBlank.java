package ampro.hub.custody.acts;

import ampro.hub.custody.Job;
import ampro.hub.custody.JobEvent;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Jobs;
import ampro.hub.custody.Lease;
import ampro.hub.custody.ledger.Identification;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Which blank a spoiled card was made of whose number nobody could read. Its destruction is what a
/// new card rests on, so two people say it.
record NameBlank(Jobs jobs, InstantSource clock) implements Deed {
    static final String BLANK = "blank";

    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        return JobStore.found(handle, id).then(job -> facts(handle, job, said));
    }

    private static Outcome<List<Fact>> facts(Handle handle, Job job, Map<String, String> said) {
        Lease lease = job.lease();
        if (lease == null || !job.isSpoiledUnread()) {
            return Outcome.conflict(
                    "nothing-to-name",
                    job.id() + " has no spoiled card whose blank nobody could read");
        }
        String blank = said.getOrDefault(BLANK, "").strip();
        return Identification.ofSpoiled(handle, blank, lease.station())
                .map(identified ->
                        List.of(
                                new Fact(BLANK, blank),
                                new Fact("station", lease.station()),
                                new Fact("card", lease.card())));
    }

    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        Job job = JobStore.find(handle, asking.subject()).orElseThrow();
        String blank = Objects.requireNonNull(asking.said().get(BLANK), "asked with it");
        String station = Objects.requireNonNull(job.lease(), "spoiled under one").station();
        return Identification.ofSpoiled(handle, blank, station)
                .map(identified -> {
                    identified.book(handle, job.id(), by, clock.instant());
                    jobs.step(handle, job, new JobEvent.BlankNamed(blank), by);
                    return asking;
                });
    }
}

package ampro.hub.custody.acts;

import ampro.hub.application.ApplicationStore;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobListStore;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Jobs;
import ampro.hub.custody.ReprintGround;
import ampro.hub.custody.ledger.CardLoss;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A new job that names the destroyed or lost card's one.
record Reprint(Jobs jobs, InstantSource clock) implements Deed {

    /// Whether this job's card may be printed anew, as everything stands now.
    static ReprintGround ground(Handle handle, Job job) {
        return ReprintGround.of(
                new ReprintGround.Evidence(
                        job,
                        Optional.ofNullable(job.lease())
                                .flatMap(lease -> JobListStore.cardStatus(handle, lease.card()))
                                .orElse(null),
                        Optional.ofNullable(job.blank())
                                .flatMap(blank -> LedgerStore.accountOf(handle, blank))
                                .orElse(null),
                        ApplicationStore.find(handle, job.application()).orElseThrow().status(),
                        JobStore.ofApplication(handle, job.application())
                                .filter(newest -> newest.id().equals(job.id()))
                                .isPresent()));
    }

    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        return JobStore.found(handle, id).then(job -> facts(handle, job));
    }

    private static Outcome<List<Fact>> facts(Handle handle, Job job) {
        ReprintGround ground = ground(handle, job);
        if (!ground.allows()) {
            return Outcome.conflict(
                    "no-reprint", "%s cannot be reprinted: %s".formatted(job.id(), ground.words()));
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("ground", ground.code()));
        facts.add(new Fact("application", job.application()));
        if (job.lease() != null) {
            facts.add(new Fact("station", job.lease().station()));
            facts.add(new Fact("card", job.lease().card()));
        }
        if (job.blank() != null) {
            facts.add(new Fact("blank", job.blank()));
        }
        if (job.reason() != null) {
            facts.add(new Fact("because", job.reason()));
        }
        return Outcome.done(facts);
    }

    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        Job job = JobStore.find(handle, asking.subject()).orElseThrow();
        ReprintGround ground = ground(handle, job);
        if (ground.isOfAGoodCard() && job.blank() != null) {
            CardLoss.book(handle, job.blank(), job.id(), by, clock.instant());
        }
        return jobs.reprint(handle, job, ground, by).map(ordered -> asking);
    }
}

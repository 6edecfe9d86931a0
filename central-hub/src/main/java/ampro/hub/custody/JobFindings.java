package ampro.hub.custody;

import ampro.firmware.wire.Facts;
import java.util.List;
import java.util.Optional;

/// What two people found makes of a job in doubt; see [JobMachine].
final class JobFindings {
    private final JobChange change;
    private final Job job;
    private final JobClaims claims;

    JobFindings(JobChange change) {
        this.change = change;
        job = change.job();
        claims = new JobClaims(change);
    }

    /// What was decided by fewer than two people is evidence, and the question stays. People can be
    /// wrong about what was not fed: a card that turns up all the same is not live.
    Optional<JobStep> adjudicated(Lease lease, Facts facts) {
        Optional<JobStep> step =
                switch (facts.decision()) {
                    case "good" -> Optional.of(claims.good(lease, facts));
                    case "spoiled" -> Optional.of(claims.failed(lease, facts));
                    case "not_fed" ->
                            Optional.of(
                                    change.foundNotFed(lease, facts.reason(), CardStatus.REVOKED));
                    case null, default -> Optional.empty();
                };
        if (step.isPresent() && !isDecidedByTwo(facts)) {
            return Optional.of(decidedAlone(facts));
        }
        return step.map(own -> own.and(change.settleFurther(facts)));
    }

    private static boolean isDecidedByTwo(Facts facts) {
        return facts.actor() != null
                && facts.second() != null
                && !facts.actor().equals(facts.second());
    }

    private JobStep decidedAlone(Facts facts) {
        JobEffect alone =
                new JobEffect.Alert(
                        "decided-alone",
                        "%s of blank %s was decided by %s and %s"
                                .formatted(
                                        facts.decision(),
                                        facts.blank(),
                                        facts.actor(),
                                        facts.second()));
        return new JobStep(job, List.of(alone));
    }
}

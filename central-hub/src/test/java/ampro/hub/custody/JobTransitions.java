package ampro.hub.custody;

import static ampro.hub.custody.SampleJob.LEASE;
import static ampro.hub.custody.SampleJob.TOKEN;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a job can become at all: every event in every status.
public final class JobTransitions {
    private JobTransitions() {}

    public static Set<String> all() {
        Set<String> all = new TreeSet<>();
        jobs().forEach(job ->
                Stream.of(Tenure.FIRST, SampleJob.RECOVERING, SampleJob.RECOVERED)
                        .flatMap(
                                tenure -> events().map(event -> SampleJob.step(job, event, tenure)))
                        .map(step -> step.job().status())
                        .filter(status -> status != job.status())
                        .forEach(status -> all.add(job.status().code() + ">" + status.code())));
        return all;
    }

    /// Wanted and withdrawn; in recovery with and without a lease, with its blank anywhere.
    private static Stream<Job> jobs() {
        return Stream.concat(
                        Arrays.stream(JobStatus.values()).map(SampleJob::in),
                        Stream.concat(
                                Stream.of(
                                        SampleJob.in(
                                                JobStatus.RECOVERY, null, BlankAccount.LOADED)),
                                Stream.of(
                                                BlankAccount.IN_PRINTER,
                                                BlankAccount.OUT_TRAY,
                                                BlankAccount.IN_DOUBT)
                                        .map(account ->
                                                SampleJob.in(JobStatus.RECOVERY, LEASE, account))))
                .flatMap(job ->
                        job.status().isOpen()
                                ? Stream.of(job, job.withdrawn("withdrawn"))
                                : Stream.of(job));
    }

    private static Stream<JobEvent> events() {
        return Stream.of(
                        Stream.of(
                                new JobEvent.Assigned(
                                        new Lease("tnr-01", new Token(2, 99), "FGHJK-LMNPQ-RST7U")),
                                new JobEvent.TermBegan(),
                                new JobEvent.AllReported(),
                                new JobEvent.BoxLost("lost"),
                                new JobEvent.CardLost("lost"),
                                new JobEvent.Cancelled("withdrawn"),
                                new JobEvent.NotDrawn("portrait"),
                                new JobEvent.Resumed()),
                        Stream.of("good", "spoiled", "not_fed")
                                .map(SampleJob::decided)
                                .flatMap(facts ->
                                        Stream.concat(
                                                Stream.of(new JobEvent.Settled(facts)),
                                                Arrays.stream(EventType.values())
                                                        .map(type -> claim(type, facts)))),
                        Arrays.stream(LeaseState.values())
                                .map(state -> new JobEvent.Reported(LEASE.station(), TOKEN, state)))
                .flatMap(events -> events);
    }

    private static JobEvent claim(EventType type, Facts facts) {
        return new JobEvent.Claimed(LEASE.station(), type, TOKEN, facts);
    }
}

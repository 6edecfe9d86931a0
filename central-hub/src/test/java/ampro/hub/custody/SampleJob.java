package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.hub.custody.ledger.BlankAccount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job in any status, and what happens to it, for the tests of its machine.
final class SampleJob {
    static final Instant THEN = Instant.parse("2026-11-22T08:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    static final Token TOKEN = new Token(1, 17);
    static final Lease LEASE = new Lease("tnr-01", TOKEN, "7K3M9QWETY2345HX");

    /// A term later than the lease's: first with a station missing, then with none.
    static final Tenure RECOVERING = new Tenure(2, false);

    static final Tenure RECOVERED = new Tenure(2, true);

    private SampleJob() {}

    /// In this status, with its lease and its blank where they are then; in recovery as it was
    /// assigned.
    static Job in(JobStatus status) {
        boolean leased =
                switch (status) {
                    case QUEUED, HELD, CANCELLED -> false;
                    case ASSIGNED, PRINTING, QUALITY_CHECK, IN_DOUBT, RECOVERY, COMPLETED, FAILED ->
                            true;
                };
        return in(status, leased ? LEASE : null, accountOf(status));
    }

    static Job in(JobStatus status, @Nullable Lease lease, BlankAccount account) {
        return new Job(
                "J-17",
                "A-000001",
                "T0100042178",
                "TNR",
                1,
                null,
                status,
                5,
                lease,
                new Job.Booking(account, null, 0),
                null,
                false,
                null,
                THEN,
                THEN,
                Job.Ticks.NONE);
    }

    /// As it was in this status when a new term began.
    static Job fromBefore(JobStatus status) {
        return step(in(status), new JobEvent.TermBegan(), RECOVERING).job();
    }

    static Job withdrawn(Job job) {
        return step(job, new JobEvent.Cancelled("withdrawn"), RECOVERING).job();
    }

    static BlankAccount accountOf(JobStatus status) {
        return switch (status) {
            case PRINTING -> BlankAccount.IN_PRINTER;
            case QUALITY_CHECK -> BlankAccount.OUT_TRAY;
            case IN_DOUBT -> BlankAccount.IN_DOUBT;
            case COMPLETED -> BlankAccount.ISSUED;
            case FAILED -> BlankAccount.SPOILED;
            case QUEUED, ASSIGNED, HELD, CANCELLED, RECOVERY -> BlankAccount.LOADED;
        };
    }

    static JobStep step(Job job, JobEvent event, Tenure tenure) {
        return JobMachine.step(job, event, tenure, NOW);
    }

    static JobStep claim(Job job, EventType type, Facts facts, Tenure tenure) {
        return claim(job, LEASE, type, facts, tenure);
    }

    static JobStep claim(Job job, Lease lease, EventType type, Facts facts, Tenure tenure) {
        return step(job, new JobEvent.Claimed(lease.station(), type, lease.token(), facts), tenure);
    }

    static JobStep report(Job job, LeaseState state) {
        return step(job, new JobEvent.Reported(LEASE.station(), TOKEN, state), RECOVERING);
    }

    static Facts decided(String decision) {
        return Facts.decided(null, null, decision, "haja", "mira");
    }

    static <E extends JobEffect> List<E> only(Class<E> kind, JobStep step) {
        return step.effects().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// It did not fit: people are told, and nothing changes.
    static void assertAlert(Job job, JobStep step) {
        assertThat(step.job()).as("nothing changes").isEqualTo(job);
        assertThat(step.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        JobEffect.Alert.class,
                        alert -> {
                            assertThat(alert.code()).isEqualTo("late-claim");
                            assertThat(alert.detail()).contains(job.id());
                        });
    }
}

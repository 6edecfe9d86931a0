package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every path that a station, people and restores can lead a job on: its blank is in one account at
/// every moment and in one for good at the end, its application can follow, no identity is used
/// twice and none of them is live that should not be.
@Tag("unit")
class JobPathTest {
    private static final int PATHS = 3_000;
    private static final int STEPS = 80;
    private static final int HOPPER = 500;

    private final Set<JobStatus> seen = EnumSet.noneOf(JobStatus.class);

    @Test
    void whereverTheyLeadTheBooksAgree() {
        long first = 20261122;
        for (long seed = first; seed < first + PATHS; seed++) {
            Path path = new Path(seed);
            for (int step = 0; step < STEPS && path.job.status().isOpen(); step++) {
                path.goOn();
                seen.add(path.job.status());
            }
        }
        assertThat(seen).as("the paths got about").containsExactlyInAnyOrder(JobStatus.values());
    }

    private static final class Path {
        private final Random random;
        private final String seed;
        private final List<String> told = new ArrayList<>();
        private final Map<BlankAccount, Integer> blanks = new EnumMap<>(BlankAccount.class);
        private final Map<String, CardStatus> cards = new HashMap<>();
        private Job job = SampleJob.in(JobStatus.QUEUED);
        private Status application = Status.QUEUED_FOR_PRINTING;
        private Tenure tenure = Tenure.FIRST;

        /// The station's side: the lease it has, where it stands there, and the double feed's rest.
        private @Nullable Lease lease;

        private @Nullable LeaseState at;
        private boolean granted;
        private int others;
        private int tokens;

        Path(long seed) {
            random = new Random(seed);
            this.seed = "seed " + seed;
            blanks.put(BlankAccount.LOADED, HOPPER);
        }

        void goOn() {
            switch (random.nextInt(30)) {
                case 0 -> step(new JobEvent.Cancelled("withdrawn"));
                case 1 -> {
                    tenure = tenure.next(0);
                    step(new JobEvent.TermBegan());
                }
                default -> {
                    if (lease != null) {
                        theStationGoesOn();
                    } else if (job.status() == JobStatus.QUEUED) {
                        grant();
                    } else if (tenure.whole()) { // held: people look at it
                        step(
                                random.nextBoolean()
                                        ? new JobEvent.Resumed()
                                        : new JobEvent.Cancelled("cannot be drawn"));
                    }
                }
            }
            if (!tenure.whole() && random.nextInt(4) == 0 && !granted && at != LeaseState.HELD) {
                report();
            }
        }

        private boolean isBefore() {
            return lease != null && lease.token().term() < tenure.term();
        }

        private void grant() {
            if (random.nextInt(10) == 0) {
                step(new JobEvent.NotDrawn("8: the text does not fit"));
                return;
            }
            Token token = new Token(tenure.term(), ++tokens);
            lease = new Lease("tnr-01", token, "CARD-" + tokens);
            granted = true;
            step(new JobEvent.Assigned(lease));
        }

        private void report() {
            if (lease != null) {
                step(new JobEvent.Reported("tnr-01", lease.token(), Objects.requireNonNull(at)));
            }
            tenure = new Tenure(tenure.term(), true);
            step(new JobEvent.AllReported());
        }

        private void theStationGoesOn() {
            if (granted) {
                granted = false;
                if (!isBefore() && random.nextInt(8) > 0) {
                    claim(EventType.HELD, card(), LeaseState.HELD);
                } else {
                    claim(EventType.REFUSED, Facts.reason("below-promise"), null);
                }
                return;
            }
            if (isBefore() && at == LeaseState.HELD) {
                claim(EventType.FENCED, Facts.NONE, null);
                return;
            }
            EventType next = oneOf(next(Objects.requireNonNull(at)));
            switch (next) {
                case UNKNOWN -> doubt();
                case ADJUDICATED -> adjudicate(oneOf(List.of("good", "spoiled", "not_fed")));
                case NOT_FED -> claim(next, Facts.NONE, LeaseState.HELD);
                case ANSWERED -> claim(next, SampleJob.decided("good"), at);
                case GOOD, SPOILED, RELEASED -> claim(next, Facts.found("B-1", null, "haja"), null);
                default -> claim(next, Facts.NONE, LeaseState.valueOf(next.name()));
            }
        }

        private Facts card() {
            return Facts.card(Objects.requireNonNull(lease).card());
        }

        private static List<EventType> next(LeaseState state) {
            return switch (state) {
                case HELD ->
                        List.of(
                                EventType.INTENT,
                                EventType.INTENT,
                                EventType.RELEASED,
                                EventType.UNKNOWN,
                                EventType.LOCKED);
                case INTENT ->
                        List.of(
                                EventType.BOUND,
                                EventType.MADE,
                                EventType.EJECTED,
                                EventType.SPOILED,
                                EventType.NOT_FED,
                                EventType.UNKNOWN,
                                EventType.LOCKED);
                case BOUND -> List.of(EventType.MADE, EventType.EJECTED, EventType.UNKNOWN);
                case MADE -> List.of(EventType.EJECTED, EventType.UNKNOWN, EventType.LOCKED);
                case EJECTED ->
                        List.of(
                                EventType.GOOD,
                                EventType.SPOILED,
                                EventType.UNKNOWN,
                                EventType.LOCKED);
                case UNKNOWN -> List.of(EventType.ANSWERED, EventType.ADJUDICATED);
                case LOCKED -> List.of(EventType.UNKNOWN);
                case GOOD, SPOILED, RELEASED, FENCED -> throw new AssertionError(state);
            };
        }

        private void doubt() {
            boolean twice = at != LeaseState.LOCKED && random.nextInt(4) == 0;
            others = twice ? 1 + random.nextInt(2) : 0;
            claim(
                    EventType.UNKNOWN,
                    twice ? Facts.NONE.inDoubt(others + 1) : Facts.NONE,
                    LeaseState.UNKNOWN);
        }

        private void adjudicate(String decision) {
            int all = Math.max(0, others + random.nextInt(3) - 1); // the counter may be wrong
            List<String> found = IntStream.range(0, all).mapToObj(n -> "B-9" + n).toList();
            claim(EventType.ADJUDICATED, SampleJob.decided(decision).also(found), null);
            others = 0;
        }

        private <T> T oneOf(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private void claim(EventType type, Facts facts, @Nullable LeaseState then) {
            Lease own = Objects.requireNonNull(lease);
            at = then;
            lease = then == null ? null : own;
            step(new JobEvent.Claimed(own.station(), type, own.token(), facts));
        }

        private void step(JobEvent event) {
            told.add(event.toString());
            Job before = job;
            JobStep step = SampleJob.step(job, event, tenure);
            job = step.job();
            step.effects().forEach(this::carryOut);
            String how = "%s: %s".formatted(seed, told);
            assertThat(blanks.values()).as(how).allMatch(n -> n >= 0);
            assertThat(blanks.values().stream().mapToInt(n -> n).sum()).as(how).isEqualTo(HOPPER);
            assertThat(blanks.getOrDefault(job.booking().account(), 0)).as(how).isPositive();
            assertThat(blanks.getOrDefault(BlankAccount.IN_PRINTER, 0))
                    .as(how)
                    .isEqualTo(job.booking().account() == BlankAccount.IN_PRINTER ? 1 : 0);
            assertThat(blanks.getOrDefault(BlankAccount.IN_DOUBT, 0))
                    .as(how)
                    .isEqualTo(
                            job.booking().account() == BlankAccount.IN_DOUBT
                                    ? 1 + job.booking().further()
                                    : 0);
            if (!before.equals(job)) {
                assertThat(job.version()).as(how).isEqualTo(before.version() + 1);
            }
            assertRight(how);
        }

        private void assertRight(String how) {
            BlankAccount account = job.booking().account();
            if (job.status() != JobStatus.RECOVERY) {
                assertThat(account).as(how).isEqualTo(SampleJob.accountOf(job.status()));
            }
            if (job.status() == JobStatus.FAILED || job.status() == JobStatus.CANCELLED) {
                assertThat(cards.values()).as(how).doesNotContain(CardStatus.LIVE);
            }
            if (job.status() == JobStatus.COMPLETED) {
                assertThat(job.withdrawn()).as(how).isFalse();
                assertThat(application).as(how).isEqualTo(Status.PRINTED);
                assertThat(cards).as(how).containsEntry(cardOf(job), CardStatus.LIVE);
            }
            if (job.status() == JobStatus.CANCELLED || job.status() == JobStatus.QUEUED) {
                assertThat(job.lease()).as(how).isNull();
                assertThat(cards).as("every identity is spent, %s", how).hasSize(tokens);
            }
        }

        private static String cardOf(Job job) {
            return Objects.requireNonNull(job.lease()).card();
        }

        private void carryOut(JobEffect effect) {
            String how = "%s: %s".formatted(seed, told);
            switch (effect) {
                case JobEffect.MoveBlank(var from, var to, var serial, int n) -> {
                    blanks.merge(from, -n, Integer::sum);
                    blanks.merge(to, n, Integer::sum);
                }
                case JobEffect.MoveApplication(Status to, String reason) -> {
                    assertThat(application.next()).as("%s, %s", reason, how).contains(to);
                    application = to;
                }
                case JobEffect.SetCard(String card, CardStatus status) ->
                        assertThat(cards.put(card, status)).as(how).isNull();
                case JobEffect.Alert(String code, String detail) ->
                        assertThat(code).as("%s, %s", detail, how).isEqualTo("not-drawn");
                case JobEffect.Revoke(Lease asked) ->
                        assertThat(asked).as(how).isEqualTo(job.lease());
                case JobEffect.KnowCard known -> throw new AssertionError(how);
            }
        }
    }
}

package ampro.station.job;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.station.job.PrintState.Printer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any event at any time, answers that lie, kills between any two: what must hold, holds. Most
/// events fit what was ordered, else no walk would come far.
@Tag("unit")
class RandomWalkTest {
    private static final int STEPS = 5_000;
    private static final int TOKENS = 400;

    /// The journal and the hub of one walk.
    private static final class Walk {
        final Random random;
        final PrintMachine machine;
        final List<PrintEffect.Claim> journal = new ArrayList<>();
        final Map<Token, Integer> intentAt = new HashMap<>();
        final Set<Integer> printed = new HashSet<>();
        final Set<Token> held = new HashSet<>();
        final Set<EventType> claimed = EnumSet.noneOf(EventType.class);
        int acked;
        int prints;
        PrintState state =
                PrintState.started(PrintState.NO_PROMISE, null, null, List.of(), Set.of());

        Walk(long seed) {
            random = new Random(seed);
            machine =
                    new PrintMachine(
                            random.nextBoolean() ? Cards.PROVEN : Cards.UNPROVEN,
                            FeedingRule.ACKNOWLEDGED);
        }

        void take(PrintEvent event) {
            PrintState before = state;
            PrintStep step = machine.step(before, event);
            state = step.state();
            assertThat(state.promise().isBelow(before.promise())).as("the promise rises").isFalse();
            assertThat(state.leases())
                    .as("one card between INTENT and the check")
                    .filteredOn(lease -> lease.state().ownsPrinter())
                    .hasSizeLessThanOrEqualTo(1);
            step.effects().forEach(this::follow);
        }

        private void follow(PrintEffect effect) {
            switch (effect) {
                case PrintEffect.Claim claim -> {
                    journal.add(claim);
                    claimed.add(claim.type());
                    Lease lease = claim.lease();
                    if (lease != null && claim.type() == EventType.INTENT) {
                        intentAt.put(lease.token(), journal.size());
                    }
                    if (lease != null && claim.type() == EventType.HELD) {
                        assertThat(held.add(lease.token())).as("held once").isTrue();
                    }
                }
                case PrintEffect.Print(Lease lease) -> {
                    prints++;
                    Integer intent = intentAt.get(lease.token());
                    assertThat(intent).as("INTENT is journalled before").isNotNull();
                    assertThat(intent).as("and the hub has it").isLessThanOrEqualTo(acked);
                    assertThat(printed.add(intent)).as("printed once for it").isTrue();
                }
                case PrintEffect.FetchArtwork fetch -> {}
                case PrintEffect.Observe observe -> {}
                case PrintEffect.Stage(Lease lease) ->
                        assertThat(state.atPrinter()).as("no card waits for its check").isEmpty();
                case PrintEffect.Eject(Lease lease) ->
                        assertThat(lease.state()).isEqualTo(LeaseState.MADE);
                case PrintEffect.Reject(Lease lease) -> {}
                case PrintEffect.TryLater later -> {}
            }
        }

        /// kill -9: what was not journalled is forgotten.
        void kill() {
            state =
                    PrintState.started(
                            state.promise(),
                            state.serial(),
                            state.counters(),
                            state.leases(),
                            state.settled());
        }

        /// The hub acknowledges some more; the shell tells every INTENT that this covers.
        void acknowledge() {
            acked += random.nextInt(journal.size() - acked + 1);
            state.leases().stream()
                    .filter(lease -> lease.state() == LeaseState.INTENT)
                    .filter(lease ->
                            intentAt.getOrDefault(lease.token(), Integer.MAX_VALUE) <= acked)
                    .map(Lease::token)
                    .toList()
                    .forEach(token -> take(new PrintEvent.IntentAcked(token)));
        }

        Token anyToken() {
            return random.nextInt(4) == 0
                    ? new Token(1 + random.nextInt(2), random.nextInt(TOKENS))
                    : state.leases().isEmpty()
                            ? new Token(1, random.nextInt(TOKENS))
                            : state.leases().get(random.nextInt(state.leases().size())).token();
        }

        PrintEvent any() {
            Token token = anyToken();
            return switch (random.nextInt(18)) {
                case 0 -> new PrintEvent.Welcomed(new Token(1, random.nextInt(TOKENS) / 8));
                case 1 -> new PrintEvent.ConnectionLost();
                case 2, 3 -> new PrintEvent.Granted("J", token, "CARD", "/a", "0".repeat(64));
                case 4 -> new PrintEvent.Revoked("J", token);
                case 5 -> new PrintEvent.ArtworkReady(token, "c");
                case 6 -> new PrintEvent.ArtworkRefused(token, "artwork-refused");
                case 7 -> new PrintEvent.Settled(seen());
                case 8 -> new PrintEvent.Staged(token, seen());
                case 9 -> new PrintEvent.NotStaged(token, Problem.COVER_OPEN);
                case 10 -> new PrintEvent.Made(token, seen());
                case 11 -> new PrintEvent.CardLeft(token, seen());
                case 12 -> new PrintEvent.Rejected(token, seen());
                case 13 -> new PrintEvent.Retry();
                case 14 -> new PrintEvent.OrderFailed(token, Problem.CARD_JAM);
                case 15 -> new PrintEvent.FoundGood(token, "B0000001", "ada");
                case 16 -> new PrintEvent.FoundSpoiled(token, "B0000001", "colour", "ada");
                default -> adjudicated(token);
            };
        }

        /// What the one who was asked answers, right or wrong.
        PrintEvent answer() {
            Optional<PrintEvent> ofPrinter =
                    switch (state.printer()) {
                        case Printer.Unseen unseen -> Optional.of(new PrintEvent.Settled(seen()));
                        case Printer.Staging(Token token) ->
                                Optional.of(new PrintEvent.Staged(token, as(0, 0, false)));
                        case Printer.Pausing pausing -> Optional.of(new PrintEvent.Retry());
                        case Printer.Printing(Token token) ->
                                Optional.of(
                                        random.nextInt(5) == 0
                                                ? new PrintEvent.OrderFailed(
                                                        token, Problem.CARD_JAM)
                                                : new PrintEvent.Made(
                                                        token, as(1, Cards.PANELS, true)));
                        case Printer.Ejecting(Token token) ->
                                Optional.of(new PrintEvent.CardLeft(token, as(0, 0, false)));
                        case Printer.Rejecting(Token token, boolean proven) ->
                                Optional.of(new PrintEvent.Rejected(token, as(0, 0, false)));
                        case Printer.Idle idle -> Optional.empty();
                        case Printer.Staged staged -> Optional.empty();
                        case Printer.Locked locked -> Optional.empty();
                    };
            return ofPrinter.orElseGet(this::ofPeopleAndHub);
        }

        private PrintEvent ofPeopleAndHub() {
            Optional<Lease> at = state.atPrinter();
            if (at.isPresent() && at.get().state() == LeaseState.EJECTED) {
                return new PrintEvent.FoundGood(at.get().token(), "B0000001", "ada");
            }
            if (at.isPresent() && at.get().state() == LeaseState.UNKNOWN) {
                return adjudicated(at.get().token());
            }
            return state.waiting().stream()
                    .filter(lease -> !lease.isReady())
                    .findFirst()
                    .<PrintEvent>map(lease -> new PrintEvent.ArtworkReady(lease.token(), "c"))
                    .orElseGet(() -> new PrintEvent.Welcomed(state.promise()));
        }

        private PrintEvent adjudicated(Token token) {
            Decision decision =
                    random.nextBoolean()
                            ? Decision.NOT_FED
                            : random.nextBoolean() ? Decision.GOOD : Decision.SPOILED;
            return new PrintEvent.Adjudicated(
                    token,
                    new PrintEvent.Answer(decision, "B0000001", "seen", List.of()),
                    "ada",
                    "bea");
        }

        private Observation as(long cards, long panels, boolean inside) {
            Counters last = state.counters() == null ? Cards.BEFORE : state.counters();
            return new Observation(
                    Cards.SERIAL,
                    inside,
                    new Counters(last.cards() + cards, last.panels() + panels),
                    false);
        }

        private Observation seen() {
            Observation as =
                    as(random.nextInt(8) / 5, random.nextInt(8) / 7, random.nextInt(4) == 0);
            return random.nextInt(10) == 0
                    ? new Observation(as.serial(), as.cardInside(), as.counters(), true)
                    : as;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noWalkPrintsTwiceForOneIntentNorBeforeTheHubHasIt(long seed) {
        System.out.println("random walk, seed " + seed);
        Walk walk = new Walk(seed);
        for (int i = 0; i < STEPS; i++) {
            switch (walk.random.nextInt(20)) {
                case 0, 1, 2, 3 -> walk.take(walk.any());
                case 4 -> {
                    if (walk.random.nextInt(20) == 0) {
                        walk.kill();
                    }
                }
                case 5, 6, 7 -> walk.acknowledge();
                default -> walk.take(walk.answer());
            }
        }
        assertThat(walk.prints).as("the walk comes far").isGreaterThan(20);
        assertThat(walk.claimed)
                .as("and meets most of what there is")
                .contains(
                        EventType.INTENT,
                        EventType.MADE,
                        EventType.EJECTED,
                        EventType.GOOD,
                        EventType.UNKNOWN,
                        EventType.ADJUDICATED,
                        EventType.RELEASED);
    }
}

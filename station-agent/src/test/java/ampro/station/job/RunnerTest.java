package ampro.station.job;

import static ampro.station.job.Cards.TOKEN;
import static ampro.station.job.Cards.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shell on a real journal: what is acknowledged, in which order things happen, and what comes
/// of it when the inbox is full or the journal fails.
@Tag("store")
@Timeout(60)
class RunnerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir private Path folder;
    private OneStation station;

    @BeforeEach
    void open() throws IOException {
        station = new OneStation(folder, () -> NOW);
    }

    @AfterEach
    void close() throws IOException {
        station.close();
    }

    @Test
    void everyFurtherAcknowledgementAndWelcomeOrdersNoSecondPrint() {
        untilPrinting();
        for (int i = 0; i < 3; i++) {
            station.acknowledge();
            station.runner.tell(new PrintEvent.ConnectionLost());
            station.welcome();
            station.acknowledge();
        }
        assertThat(station.orders).filteredOn(PrintEffect.Print.class::isInstance).hasSize(1);
    }

    @Test
    void nothingIsFedUntilTheHubHasTheIntentItself() {
        untilStaged();
        List<Up.Event> events = station.events.after(0);
        assertThat(events).extracting(Up.Event::type).endsWith(EventType.INTENT);
        Up.Event before = events.get(events.size() - 2);
        station.runner.acknowledged(
                before.seq(), EventChain.hash(before), events.getLast().token());
        assertThat(printed()).isZero();
        station.runner.tell(new PrintEvent.ConnectionLost());
        station.welcome();
        assertThat(printed()).as("welcomed, but the hub lacks the intent").isZero();
        Up.Event intent = events.getLast();
        station.runner.welcomed(
                intent.seq(), EventChain.hash(intent), PrintState.NO_PROMISE, intent.token());
        assertThat(printed()).as("the welcome itself says that the hub has it").isOne();
    }

    /// The hub has the intent and has given the lease up: it says so with its acknowledgement.
    @Test
    void nothingIsFedForACardThatTheHubDoesNotMean() {
        untilStaged();
        Up.Event intent = station.events.after(0).getLast();
        station.runner.acknowledged(intent.seq(), EventChain.hash(intent), null);
        assertThat(printed()).isZero();
        assertThat(station.events.after(intent.seq()))
                .allSatisfy(event -> assertThat(event.token()).isEqualTo(intent.token()))
                .extracting(Up.Event::type)
                .containsExactly(EventType.NOT_FED, EventType.RELEASED);
        station.acknowledge();
        station.runner.acknowledged(intent.seq(), EventChain.hash(intent), intent.token());
        assertThat(printed()).as("whatever comes late").isZero();
    }

    @Test
    void nothingIsFedByThePermissionForAnotherCard() {
        untilStaged();
        Up.Event intent = station.events.after(0).getLast();
        station.runner.welcomed(
                intent.seq(), EventChain.hash(intent), PrintState.NO_PROMISE, new Token(1, 999));
        assertThat(printed()).isZero();
    }

    /// An acknowledgement of before the intent cannot know of it.
    @Test
    void anEarlierAcknowledgementThatComesLateRefusesNothing() {
        untilStaged();
        List<Up.Event> events = station.events.after(0);
        Up.Event before = events.get(events.size() - 2);
        station.runner.acknowledged(before.seq(), EventChain.hash(before), null);
        station.acknowledge();
        assertThat(printed()).isOne();
    }

    @Test
    void nothingIsFedForAHubThatHasAnotherJournalOfOurs() {
        untilStaged();
        long head = station.events.head().seq();
        assertThat(station.runner.acknowledged(head, "f".repeat(64), null)).isFalse();
        assertThat(station.runner.state().welcomed()).isFalse();
        assertThat(station.runner.acknowledged(head + 4, "f".repeat(64), null)).isFalse();
        assertThat(printed()).isZero();
    }

    @Test
    void claimsAreInTheJournalBeforeAnybodyActsOnThem() {
        List<String> seenByPrinter = new ArrayList<>();
        station.runner.connect(
                effect ->
                        seenByPrinter.add(
                                effect.getClass().getSimpleName() + " after " + station.claims()),
                () -> {},
                () -> {});
        untilPrinting();
        station.runner.tell(new PrintEvent.Made(TOKEN, seen(Cards.MADE, true)));
        assertThat(seenByPrinter)
                .containsExactly(
                        "Stage after [HELD]",
                        "Print after [HELD, INTENT]",
                        "Eject after [HELD, INTENT, MADE]");
    }

    @Test
    void grantThatTheBrokerDeliversAgainAfterARestartIsNotHeldAgain() throws IOException {
        station.cardOut(1);
        station.runner.tell(new PrintEvent.FoundGood(OneStation.token(1), "B0000001", "ada"));
        close();
        open();
        station.welcome();
        station.grant(1, OneStation.artwork(1, "", ""));
        assertThat(station.runner.state().leases()).isEmpty();
        assertThat(station.claims(1)).endsWith(EventType.GOOD);
        assertThat(station.leases.isUsed("B0000001")).isTrue();
    }

    @Test
    void fullInboxHoldsBackWhoBringsAnEventAndLosesNone() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        Runner small =
                new Runner(
                        new PrintMachine(Cards.UNPROVEN, FeedingRule.ACKNOWLEDGED),
                        station.leases,
                        station.events,
                        () -> {},
                        2);
        small.connect(effect -> {}, () -> awaitQuietly(stuck), () -> {});
        AtomicInteger brought = new AtomicInteger();
        Thread bringer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int n = 1; n <= 10; n++) {
                                small.post(
                                        new PrintEvent.Granted(
                                                "J-" + n,
                                                OneStation.token(n),
                                                "CARD" + n,
                                                "/artwork/" + n,
                                                "0".repeat(64)));
                                brought.incrementAndGet();
                            }
                        });
        await("held back").until(() -> bringer.getState() == Thread.State.TIMED_WAITING);
        assertThat(brought.get()).isLessThan(10);
        stuck.countDown();
        assertThat(bringer.join(Duration.ofSeconds(20))).isTrue();
        await("all are taken").until(() -> small.state().leases().size() == 10);
        small.close();
    }

    @Test
    void endWaitsForTheCommitInHandAndFreesWhoWaits() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        station.runner.connect(effect -> {}, () -> awaitQuietly(stuck), () -> {});
        station.runner.post(new PrintEvent.Granted("J-1", TOKEN, "CARD1", "/a", "0".repeat(64)));
        CountDownLatch freed = new CountDownLatch(1);
        Thread teller =
                Thread.ofPlatform()
                        .start(() -> {
                            assertThatThrownBy(() -> station.runner.tell(new PrintEvent.Retry()))
                                    .isInstanceOf(IllegalStateException.class);
                            freed.countDown();
                        });
        await("the teller waits").until(() -> teller.getState() == Thread.State.WAITING);
        station.runner.close();
        assertThat(freed.await(20, TimeUnit.SECONDS)).as("the teller is freed").isTrue();
        station.runner.post(new PrintEvent.Retry());
        assertThatThrownBy(() -> station.runner.tell(new PrintEvent.Retry()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(station.isBroken).as("ending is no failure").isFalse();
    }

    @Test
    void journalThatCannotBeWrittenEndsTheProgram() throws IOException {
        station.database.close();
        assertThatThrownBy(() ->
                        station.runner.tell(
                                new PrintEvent.Granted(
                                        "J-1", TOKEN, "CARD1", "/a", "0".repeat(64))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(station.isBroken).isTrue();
        assertThat(station.runner.state().leases()).as("nothing unwritten is believed").isEmpty();
    }

    private void untilStaged() {
        station.welcome();
        station.runner.tell(new PrintEvent.Settled(seen(Cards.BEFORE, false)));
        station.grant(7, OneStation.artwork(7, "", ""));
        station.runner.tell(new PrintEvent.Staged(TOKEN, seen(Cards.BEFORE, false)));
        assertThat(station.runner.state().lease(TOKEN).orElseThrow().state())
                .isEqualTo(LeaseState.INTENT);
    }

    private void untilPrinting() {
        untilStaged();
        station.acknowledge();
    }

    private long printed() {
        return station.orders.stream().filter(PrintEffect.Print.class::isInstance).count();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

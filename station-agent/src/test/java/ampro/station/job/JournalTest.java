package ampro.station.job;

import static ampro.station.job.Cards.BEFORE;
import static ampro.station.job.Cards.OTHER;
import static ampro.station.job.Cards.TOKEN;
import static ampro.station.job.Cards.lease;
import static ampro.station.job.Cards.ready;
import static ampro.station.job.Cards.seen;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.station.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read back from a real file after it was closed and opened again.
@Tag("store")
class JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir private Path folder;
    private Database database;
    private EventStore events;
    private LeaseStore leases;
    private LabelStore labels;

    @BeforeEach
    void open() throws IOException {
        database = new Database(folder.resolve("journal.db"));
        events = new EventStore(database, () -> NOW, () -> 12.5);
        leases = new LeaseStore(database, events, new Guard(null));
        labels = new LabelStore(database, events);
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    @ParameterizedTest
    @EnumSource(LeaseState.class)
    void leaseInEveryStateIsReadBackAsItWas(LeaseState state) throws IOException {
        PrintState before = leases.load();
        Lease lease = lease(state).in(state, "a-reason");
        PrintState after =
                before.with(ready(OTHER))
                        .with(lease)
                        .seen(seen(BEFORE, false))
                        .welcomed(true)
                        .promised(TOKEN);
        leases.commit(before, after, List.of(claim(lease, EventType.HELD)));
        reopen();
        assertThat(leases.load())
                .isEqualTo(
                        PrintState.started(
                                TOKEN, Cards.SERIAL, BEFORE, after.leases(), after.settled()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void stateOfARandomLifeIsReadBackAsItWasAndItsChainVerifies(long seed) throws IOException {
        System.out.println("life of a journal, seed " + seed);
        Random random = new Random(seed);
        PrintMachine machine = new PrintMachine(Cards.PROVEN, FeedingRule.ACKNOWLEDGED);
        PrintState state = leases.load();
        for (int n = 1; n <= 40; n++) {
            Token token = new Token(1, n);
            for (PrintEvent event :
                    List.of(
                            new PrintEvent.Welcomed(new Token(1, Math.max(0, n - 5))),
                            new PrintEvent.Granted(
                                    "J-" + n, token, "CARD" + n, "/a/" + n, "0".repeat(64)),
                            random.nextInt(4) == 0
                                    ? new PrintEvent.Revoked("J-" + n, token)
                                    : new PrintEvent.ArtworkReady(token, "c"),
                            new PrintEvent.Settled(seen(BEFORE, false)),
                            new PrintEvent.Staged(token, seen(BEFORE, false)),
                            new PrintEvent.IntentAcked(token))) {
                PrintStep step = machine.step(state, event);
                leases.commit(
                        state,
                        step.state(),
                        step.effects().stream()
                                .filter(PrintEffect.Claim.class::isInstance)
                                .map(PrintEffect.Claim.class::cast)
                                .toList());
                state = step.state();
            }
            if (random.nextInt(5) == 0) {
                reopen();
                assertThat(leases.load().isRecordedAs(state)).as("after %s", token).isTrue();
            }
        }
        reopen();
        assertChainVerifies();
        assertThat(events.head().seq()).isGreaterThan(40);
    }

    private void assertChainVerifies() {
        String last = EventChain.START;
        long seq = 0;
        while (seq < events.head().seq()) {
            for (Up.Event event : events.after(seq)) {
                assertThat(event.seq()).isEqualTo(++seq);
                assertThat(event.prev()).isEqualTo(last);
                last = EventChain.hash(event);
            }
        }
        assertThat(events.head().hash()).isEqualTo(last);
    }

    @Test
    void artworkOfASettledLeaseIsInNoFile() throws IOException {
        String personal = "{\"holder\":\"Rakotomalala Haja\"}";
        PrintState held = commit(leases.load(), ready(TOKEN), EventType.HELD);
        leases.keepArtwork(TOKEN, personal);
        PrintState intent = commit(held, lease(LeaseState.INTENT), EventType.INTENT);
        assertThat(leases.artwork(TOKEN)).contains(personal);
        assertThat(textOfAllFiles()).contains("Rakotomalala");
        commit(
                intent,
                lease(LeaseState.EJECTED).settled(LeaseState.GOOD, "B0000001", null),
                EventType.GOOD);
        assertThat(leases.artwork(TOKEN)).isEmpty();
        assertThat(textOfAllFiles()).doesNotContain("Rakotomalala");
        reopen();
        assertThat(textOfAllFiles()).doesNotContain("Rakotomalala");
    }

    @Test
    void artworkThatComesAfterItsLeaseWasGivenBackIsNotKept() {
        commit(leases.load(), ready(TOKEN).in(LeaseState.RELEASED, null), EventType.RELEASED);
        leases.keepArtwork(TOKEN, "{\"holder\":\"Rakotomalala\"}");
        assertThat(leases.artwork(TOKEN)).isEmpty();
    }

    @Test
    void acknowledgementIsWrittenWithTheNextClaimAndNeverFalls() throws IOException {
        PrintState state = commit(leases.load(), ready(TOKEN), EventType.HELD);
        commit(state, ready(OTHER), EventType.HELD);
        List<Up.Event> both = events.after(0);
        String first = EventChain.hash(both.get(0));
        String second = EventChain.hash(both.get(1));
        assertThat(events.acknowledged(2, second)).isTrue();
        assertThat(events.acknowledged(1, first)).as("a late one is true as well").isTrue();
        assertThat(events.head()).isEqualTo(new EventStore.Head(2, second, 2, second));
        reopen();
        assertThat(events.head().ackedSeq()).as("as if it had never arrived").isZero();
        assertThat(events.acknowledged(2, second)).isTrue();
        commit(leases.load(), lease(LeaseState.INTENT), EventType.INTENT);
        reopen();
        assertThat(events.head().seq()).isEqualTo(3);
        assertThat(events.head().ackedSeq()).isEqualTo(2);
        assertThat(events.head().ackedHash()).isEqualTo(second);
    }

    @Test
    void acknowledgementOfAnotherJournalIsNotTaken() {
        commit(leases.load(), ready(TOKEN), EventType.HELD);
        String own = EventChain.hash(events.after(0).getFirst());
        assertThat(events.acknowledged(1, "f".repeat(64))).as("another event 1").isFalse();
        assertThat(events.acknowledged(9, own)).as("more than there is").isFalse();
        assertThat(events.acknowledged(0, "f".repeat(64))).as("another beginning").isFalse();
        assertThat(events.head().ackedSeq()).isZero();
        assertThat(events.acknowledged(0, EventChain.START)).isTrue();
        assertThat(events.acknowledged(1, own)).isTrue();
    }

    @Test
    void intentIsAcknowledgedWithItsOwnEventAndNotWithAnEarlierOne() {
        PrintState held = commit(leases.load(), ready(TOKEN), EventType.HELD);
        commit(held, lease(LeaseState.INTENT), EventType.INTENT);
        List<Up.Event> both = events.after(0);
        assertThat(both).hasSize(2);
        assertThat(events.intentsUpTo(1)).isEmpty();
        assertThat(events.intentsUpTo(2)).containsExactly(TOKEN);
    }

    @Test
    void secondIntentOfALeaseIsNotAcknowledgedByTheFirst() {
        PrintState state = commit(leases.load(), ready(TOKEN), EventType.HELD);
        state = commit(state, lease(LeaseState.INTENT), EventType.INTENT);
        state = commit(state, lease(LeaseState.HELD), EventType.NOT_FED);
        List<Up.Event> three = events.after(0);
        assertThat(three).hasSize(3);
        commit(state, lease(LeaseState.INTENT), EventType.INTENT);
        assertThat(events.intentsUpTo(3)).isEmpty();
        assertThat(events.intentsUpTo(4)).containsExactly(TOKEN);
    }

    @Test
    void blankOfASettledCardIsUsed() {
        commit(
                leases.load(),
                lease(LeaseState.EJECTED).settled(LeaseState.GOOD, "B0000001", null),
                EventType.GOOD);
        assertThat(leases.isUsed("B0000001")).isTrue();
        assertThat(leases.isUsed("B0000002")).isFalse();
    }

    @Test
    void stepThatRecordsNothingWritesNothing() throws IOException {
        PrintState before = leases.load();
        long bytes = bytesOfAllFiles();
        leases.commit(before, before.welcomed(true), List.of());
        assertThat(bytesOfAllFiles()).isEqualTo(bytes);
    }

    @Test
    void eventsComeInBatchesInTheirOrder() {
        PrintState state = leases.load();
        for (int n = 1; n <= 130; n++) {
            state = commit(state, ready(new Token(1, n)), EventType.HELD);
        }
        assertThat(events.after(0)).hasSize(100);
        assertThat(events.after(100)).extracting(Up.Event::seq).hasSize(30).isSorted();
    }

    @Test
    void labelIsOneHoweverOftenItIsAskedForAndItsEndIsInTheChain() throws IOException {
        labels.ask("t1", "parcel-1", "/labels/t1", "0".repeat(64));
        labels.ask("t1", "parcel-1", "/labels/t1", "0".repeat(64));
        assertThat(labels.open()).hasSize(1);
        LabelStore.Label label = labels.open().getFirst();
        labels.begin(label);
        reopen();
        assertThat(labels.open().getFirst().begun()).isTrue();
        labels.end(label, "printed", null);
        labels.ask("t1", "parcel-1", "/labels/t1", "0".repeat(64));
        assertThat(labels.open()).as("a label that ended is not asked for again").isEmpty();
        assertThat(events.after(0).getFirst().facts().label()).isEqualTo("t1");
        assertChainVerifies();
    }

    private PrintState commit(PrintState before, Lease lease, EventType type) {
        PrintState after = before.with(lease);
        leases.commit(before, after, List.of(claim(lease, type)));
        return after;
    }

    private static PrintEffect.Claim claim(Lease lease, EventType type) {
        return new PrintEffect.Claim(lease, type, Facts.NONE);
    }

    private String textOfAllFiles() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private long bytesOfAllFiles() throws IOException {
        return textOfAllFiles().length();
    }

    @Test
    void freshJournalKnowsNothing() {
        assertThat(leases.load())
                .isEqualTo(
                        PrintState.started(PrintState.NO_PROMISE, null, null, List.of(), Set.of()));
        assertThat(events.head()).isEqualTo(new EventStore.Head(0, null, 0, null));
    }
}

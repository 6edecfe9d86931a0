package ampro.proof.storage;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.station.hardware.GuardCounter;
import ampro.station.job.EventStore;
import ampro.station.job.Greeting;
import ampro.station.job.Guard;
import ampro.station.job.LabelStore;
import ampro.station.job.Lease;
import ampro.station.job.LeaseStore;
import ampro.station.job.Obedience;
import ampro.station.job.Observation;
import ampro.station.job.PrintEffect;
import ampro.station.job.PrintEvent;
import ampro.station.job.PrintMachine;
import ampro.station.job.Runner;
import ampro.station.store.Database;
import ampro.station.store.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One life of a station's core on the journal in a folder, as its program starts it; the printer
/// is whoever tells it what it saw.
final class JournalCore implements AutoCloseable {
    static final String JOURNAL = "journal.db";
    private static final CardPrinterProfile PROFILE =
            Profiles.load().cardPrinter("evolis-reference");
    private static final String PRINTER = "10000042";

    /// Four pages of it.
    private static final String ARTWORK = "artwork ".repeat(2_000);

    /// Panels of both sides: ymcko and k.
    private static final int PANELS = 6;

    final Database database;
    final EventStore events;
    final Runner runner;
    final List<PrintEffect> orders = new CopyOnWriteArrayList<>();
    final AtomicBoolean hasEnded = new AtomicBoolean();
    private final LeaseStore leases;
    private final Greeting greeting;
    private final Obedience obedience;
    private Counters counters = new Counters(100, 600);

    JournalCore(Path folder, @Nullable GuardCounter chip, long ballast) throws IOException {
        database = new Database(folder.resolve(JOURNAL), ballast);
        events = new EventStore(database, () -> Instant.EPOCH, () -> 1.5);
        try {
            events.verify();
        } catch (JournalException e) {
            database.close();
            throw e;
        }
        Guard guard = new Guard(chip);
        leases = new LeaseStore(database, events, guard);
        runner =
                new Runner(
                        new PrintMachine(PROFILE, guard.feeding()),
                        leases,
                        events,
                        () -> hasEnded.set(true));
        runner.connect(orders::add, () -> {}, () -> {});
        greeting = new Greeting(PROFILE, events, runner, guard, () -> 1);
        obedience =
                new Obedience(runner, new LabelStore(database, events), accepted -> {}, () -> {});
    }

    static Token token(int n) {
        return new Token(1, n);
    }

    Up.Hello hello() {
        return greeting.hello();
    }

    void obey(Down message) {
        obedience.take(message);
    }

    /// Hello, welcome: the hub has all that it acknowledged.
    void welcome() {
        EventStore.Head head = events.head();
        String hash = head.ackedHash();
        runner.welcomed(
                head.ackedSeq(),
                hash == null ? EventChain.START : hash,
                new Token(1, 0),
                atPrinter());
        runner.tell(new PrintEvent.Settled(seen(false)));
    }

    /// The hub commits everything that there is; returns what it has then.
    long acknowledge() {
        EventStore.Head head = events.head();
        runner.acknowledged(head.seq(), Objects.requireNonNull(head.hash()), atPrinter());
        return head.seq();
    }

    /// The card that the hub means to be fed: the one that was begun.
    private @Nullable Token atPrinter() {
        return runner.state().atPrinter().map(Lease::token).orElse(null);
    }

    void grant(int n) {
        hold(n);
        leases.keepArtwork(token(n), ARTWORK);
        runner.tell(new PrintEvent.ArtworkReady(token(n), "c".repeat(64)));
    }

    void hold(int n) {
        runner.tell(
                new PrintEvent.Granted(
                        "J-" + n, token(n), "CARD" + n, "/artwork/" + n, "0".repeat(64)));
    }

    void staged(int n) {
        runner.tell(new PrintEvent.Staged(token(n), seen(false)));
    }

    void made(int n) {
        counters = new Counters(counters.cards() + 1, counters.panels() + PANELS);
        runner.tell(new PrintEvent.Made(token(n), seen(true)));
        runner.tell(new PrintEvent.CardLeft(token(n), seen(false)));
    }

    void good(int n) {
        runner.tell(new PrintEvent.FoundGood(token(n), "B%07d".formatted(n), "haja"));
    }

    boolean isFed(int n) {
        return orders.stream()
                .anyMatch(order ->
                        order instanceof PrintEffect.Print(var lease)
                                && lease.token().equals(token(n)));
    }

    @Nullable LeaseState stateOf(int n) {
        return runner.state().lease(token(n)).map(lease -> lease.state()).orElse(null);
    }

    private Observation seen(boolean inside) {
        return new Observation(PRINTER, inside, counters, false);
    }

    /// All rows of all tables as text.
    String content() {
        return database.read(handle -> {
            StringBuilder all = new StringBuilder();
            for (String table : List.of("lease", "event", "label", "fact")) {
                handle.createQuery("select * from " + table + " order by 1, 2")
                        .mapToMap()
                        .forEach(row -> all.append(table).append(row).append('\n'));
            }
            return all.toString();
        });
    }

    @Override
    public void close() throws IOException {
        runner.close();
        database.close();
    }
}

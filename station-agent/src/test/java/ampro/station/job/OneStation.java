package ampro.station.job;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Sensitive;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.station.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A station's core on a real journal, with a hub that acknowledges when it is told to and, where
/// no printer is connected, a printer that is the test itself.
public final class OneStation implements AutoCloseable {
    /// The holder's name on every card: the personal datum that tests look for.
    public static final String HOLDER = "Rakotomalala Haja";

    public final Database database;
    public final EventStore events;
    public final LeaseStore leases;
    public final Runner runner;
    final List<PrintEffect> orders = new CopyOnWriteArrayList<>();
    final AtomicBoolean isBroken = new AtomicBoolean();
    private Counters counters = Cards.BEFORE;

    public OneStation(Path folder, InstantSource clock) throws IOException {
        this(folder, clock, Cards.UNPROVEN);
    }

    OneStation(Path folder, InstantSource clock, CardPrinterProfile profile) throws IOException {
        this(folder, clock, profile, new Guard(null));
    }

    /// Beside this chip, if there is one.
    public OneStation(Path folder, InstantSource clock, Guard guard) throws IOException {
        this(folder, clock, Cards.UNPROVEN, guard);
    }

    private OneStation(Path folder, InstantSource clock, CardPrinterProfile profile, Guard guard)
            throws IOException {
        database = new Database(folder.resolve("journal.db"));
        events = new EventStore(database, clock, () -> 1.5);
        leases = new LeaseStore(database, events, guard);
        runner =
                new Runner(
                        new PrintMachine(profile, FeedingRule.ACKNOWLEDGED),
                        leases,
                        events,
                        () -> isBroken.set(true));
        runner.connect(orders::add, () -> {}, () -> {});
    }

    /// The token of the n-th card.
    public static Token token(int n) {
        return new Token(1, n);
    }

    /// What the symbol on the n-th card says.
    public static CardCode code(int n) {
        return new CardCode("T01000421%02d".formatted(n), "7K3M9QWETY2345%02d".formatted(n));
    }

    /// The artwork of the n-th card, of these pictures in Base64.
    public static String artwork(int n, String front, String back) {
        return Wire.writeBody(
                new Artwork("J-" + n, code(n), new Sensitive<>(HOLDER), "B", front, back));
    }

    /// Hello, welcome: the hub has all that it acknowledged.
    public void welcome() {
        EventStore.Head head = events.head();
        String hash = head.ackedHash();
        runner.welcomed(
                head.ackedSeq(),
                hash == null ? EventChain.START : hash,
                PrintState.NO_PROMISE,
                begun());
    }

    /// The hub commits everything that there is.
    public void acknowledge() {
        EventStore.Head head = events.head();
        String hash = head.hash();
        if (hash != null) {
            runner.acknowledged(head.seq(), hash, begun());
        }
    }

    /// The hub means every card that was begun.
    private @Nullable Token begun() {
        return runner.state().leases().stream()
                .filter(lease -> lease.state() == LeaseState.INTENT)
                .map(Lease::token)
                .findFirst()
                .orElse(null);
    }

    /// Grants the n-th card and brings its artwork.
    public void grant(int n, String artwork) {
        runner.tell(
                new PrintEvent.Granted(
                        "J-" + n,
                        token(n),
                        "CARD" + n,
                        "/artwork/" + n,
                        EventChain.sha256(artwork)));
        leases.keepArtwork(token(n), artwork);
        runner.tell(new PrintEvent.ArtworkReady(token(n), EventChain.sha256(code(n).text())));
    }

    /// Prints the n-th card by hand and lays it into the tray.
    public void cardOut(int n) {
        begin(n);
        counters = new Counters(counters.cards() + 1, counters.panels() + Cards.PANELS);
        runner.tell(new PrintEvent.Made(token(n), Cards.seen(counters, true)));
        runner.tell(new PrintEvent.CardLeft(token(n), Cards.seen(counters, false)));
        expect(n, LeaseState.EJECTED);
    }

    /// Begins the n-th card and loses sight of it.
    public void cardInDoubt(int n) {
        loseSight(n, Cards.seen(counters, false));
        expect(n, LeaseState.UNKNOWN);
    }

    /// Begins the n-th card and finds another printer than its own.
    public void printerChanged(int n) {
        loseSight(n, new Observation("another", false, counters, false));
        expect(n, LeaseState.LOCKED);
    }

    private void loseSight(int n, Observation seenNext) {
        begin(n);
        runner.tell(
                new PrintEvent.OrderFailed(
                        token(n), ampro.firmware.problem.Problem.CARD_PRINTER_SILENT));
        runner.tell(new PrintEvent.Settled(seenNext));
    }

    private void begin(int n) {
        welcome();
        runner.tell(new PrintEvent.Settled(Cards.seen(counters, false)));
        grant(n, artwork(n, "", ""));
        runner.tell(new PrintEvent.Staged(token(n), Cards.seen(counters, false)));
        acknowledge();
    }

    private void expect(int n, LeaseState state) {
        if (runner.state().lease(token(n)).filter(l -> l.state() == state).isEmpty()) {
            throw new IllegalStateException("card " + n + " is not " + state);
        }
    }

    /// Every claim of the journal in its order.
    public List<EventType> claims() {
        return events.after(0).stream().map(Up.Event::type).toList();
    }

    /// The claims of one card.
    public List<EventType> claims(int n) {
        return events.after(0).stream()
                .filter(event -> token(n).equals(event.token()))
                .map(Up.Event::type)
                .toList();
    }

    @Override
    public void close() throws IOException {
        runner.close();
        database.close();
    }
}

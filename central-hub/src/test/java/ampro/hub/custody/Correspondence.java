package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The hub's end of the protocol with one station, in memory: what [Protocol] decides is carried
/// out as its contract says, and everything is written down.
final class Correspondence {
    static final Token PROMISE = new Token(1, 7);
    static final String BOOT = "boot-1";

    private final NavigableMap<Long, Up.Event> kept = new TreeMap<>();
    private final Map<@Nullable String, Long> heard = new HashMap<>();
    private final List<PeerEffect> effects = new ArrayList<>();
    private Tenure tenure;
    private Peer peer;
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    private Correspondence(Tenure tenure, Peer peer) {
        this.tenure = tenure;
        this.peer = peer;
    }

    /// With a station that was enrolled and has never spoken.
    static Correspondence enrolled() {
        return new Correspondence(
                Tenure.FIRST,
                new Peer(Peer.State.ENROLLED, null, Peer.Takeovers.NONE, Peer.Head.START, 0, 0));
    }

    /// With a station that has said hello and sent this journal.
    static Correspondence after(List<Up.Event> journal) {
        Correspondence correspondence = enrolled();
        correspondence.hello(BOOT, hello(1, List.of()));
        correspondence.take(journal);
        correspondence.effects.clear();
        return correspondence;
    }

    /// A journal of this many chained events.
    static List<Up.Event> journal(int length) {
        List<Up.Event> journal = new ArrayList<>();
        for (int seq = 1; seq <= length; seq++) {
            journal.add(event(seq, hash(journal), "of the first print"));
        }
        return journal;
    }

    /// An event of this number; what it says makes its hash.
    static Up.Event event(long seq, String prev, String says) {
        return new Up.Event(
                seq,
                prev,
                "2026-11-22T09:00:00Z",
                seq,
                EventType.BOUND,
                "J-" + seq,
                new Token(1, seq),
                Facts.reason(says));
    }

    static String hash(List<Up.Event> journal) {
        return journal.isEmpty() ? EventChain.START : EventChain.hash(journal.getLast());
    }

    static Up.Hello hello(long up, List<Up.Event> journal) {
        return hello(up, journal, 0, 1);
    }

    /// Says hello with this journal; remembers the acknowledgement of its first so many events, and
    /// this term.
    static Up.Hello hello(long up, List<Up.Event> journal, int remembers, long term) {
        return new Up.Hello(
                up,
                journal.size(),
                journal.isEmpty() ? null : hash(journal),
                FeedingRule.ACKNOWLEDGED,
                null,
                null,
                List.of(),
                List.of(),
                50,
                term,
                remembers,
                remembers == 0 ? null : hash(journal.subList(0, remembers)));
    }

    /// A new term, as after a restore: this station has not reported in it.
    Correspondence inTerm(long term) {
        tenure = new Tenure(term, false);
        return this;
    }

    Correspondence in(Peer.State state) {
        peer =
                new Peer(
                        state,
                        peer.boot(),
                        peer.takeovers(),
                        peer.acked(),
                        peer.askedFrom(),
                        peer.reportedTerm());
        return this;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<PeerEffect> hello(@Nullable String boot, Up.Hello hello) {
        Protocol.Boot saying =
                new Protocol.Boot(boot, heard.getOrDefault(boot, Protocol.Boot.NEVER));
        Protocol.Step step = Protocol.hello(tenure, peer, saying, hello, this::known, PROMISE, now);
        if (step.effects().contains(new PeerEffect.Heard(hello))) {
            heard.put(boot, hello.up());
        }
        return carriedOut(step);
    }

    List<PeerEffect> take(Up.Event event) {
        NavigableMap<Long, Up.Event> waiting =
                new TreeMap<>(kept.tailMap(peer.acked().seq(), false));
        waiting.putIfAbsent(event.seq(), event);
        return carriedOut(
                Protocol.event(
                        peer,
                        event,
                        this::known,
                        List.copyOf(waiting.tailMap(peer.acked().seq(), false).values())));
    }

    void take(List<Up.Event> events) {
        events.forEach(this::take);
    }

    List<PeerEffect> report(Up.Report report) {
        return carriedOut(Protocol.report(tenure, peer, report, this::known));
    }

    private List<PeerEffect> carriedOut(Protocol.Step step) {
        peer = step.peer();
        for (PeerEffect effect : step.effects()) {
            if (effect instanceof PeerEffect.Keep(Up.Event event, String hash)
                    && kept.putIfAbsent(event.seq(), event) != null) {
                throw new AssertionError(
                        "number %d is kept twice, now with %s".formatted(event.seq(), hash));
            }
        }
        List<PeerEffect> followed = step.effects().stream().map(this::followed).toList();
        effects.addAll(followed);
        return followed;
    }

    /// An acknowledgement says how far the record goes when it is said.
    private PeerEffect followed(PeerEffect effect) {
        Peer.Head head = peer.acked();
        return effect instanceof PeerEffect.Acknowledge
                ? new PeerEffect.Send(new Down.Ack(head.seq(), head.hash(), null))
                : effect;
    }

    private Optional<String> known(long seq) {
        return Optional.ofNullable(kept.get(seq)).map(EventChain::hash);
    }

    Peer peer() {
        return peer;
    }

    /// The numbers that were applied, in their order.
    List<Long> applied() {
        return all(PeerEffect.Apply.class).stream().map(apply -> apply.event().seq()).toList();
    }

    List<Long> kept() {
        return List.copyOf(kept.keySet());
    }

    List<Down> sent() {
        return sent(effects);
    }

    static List<Down> sent(List<PeerEffect> effects) {
        return effects.stream()
                .filter(PeerEffect.Send.class::isInstance)
                .map(send -> ((PeerEffect.Send) send).message())
                .toList();
    }

    List<String> alerts() {
        return all(PeerEffect.Alert.class).stream().map(PeerEffect.Alert::code).toList();
    }

    <E extends PeerEffect> List<E> all(Class<E> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

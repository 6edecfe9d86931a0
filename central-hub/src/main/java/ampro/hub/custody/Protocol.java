package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.hub.custody.Peer.Head;
import ampro.hub.custody.Peer.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The hub's half of the custody protocol: what a message makes of its sender, and what follows.
/// Pure. It holds whatever the broker loses, repeats, delays or reorders, because every message is
/// judged by numbers and hashes alone:
///
/// - an event is applied once, in the order of its number, when everything before it was
/// - a number with two hashes, or a journal shorter than what was acknowledged, is a box that was
///   copied or set back: quarantine
/// - a station that remembers more than this hub is right: this hub was set back, and a new term
///   begins
final class Protocol {

    /// The sender afterwards, and what follows.
    record Step(Peer peer, List<PeerEffect> effects) {}

    /// The hash that the hub has for this number of the sender's journal.
    @FunctionalInterface
    interface Known extends LongFunction<Optional<String>> {}

    /// The boot that says hello, and the last hello that was heard of it in milliseconds after its
    /// beginning: what was said before that comes late, or again.
    record Boot(@Nullable String id, long heard) {
        static final long NEVER = -1;
    }

    private Protocol() {}

    /// @param promise the lowest token that the hub still means for this station
    static Step hello(
            Tenure tenure,
            Peer peer,
            Boot boot,
            Up.Hello hello,
            Known known,
            Token promise,
            Instant now) {
        if (isSetApart(peer)) {
            return stay(peer); // without a welcome it feeds nothing
        }
        if (hello.up() <= boot.heard()) {
            return stay(peer);
        }
        boolean isAnotherBoot = peer.boot() != null && !peer.boot().equals(boot.id());
        Peer seen = isAnotherBoot ? peer.takenOver(now) : peer;
        if (seen.takeovers().areTooMany()) {
            return quarantine(seen, "two boxes take over from each other under its name");
        }
        if (remembersMore(tenure, peer, hello)) {
            return new Step(
                    peer, // who it is will be judged in the new term
                    List.of(
                            new PeerEffect.BeginTerm(
                                    hello.highestTerm(),
                                    "the station remembers acknowledgement %d in term %d; this hub knows %d in term %d"
                                            .formatted(
                                                    hello.ackedSeq(),
                                                    hello.highestTerm(),
                                                    peer.acked().seq(),
                                                    tenure.term()))));
        }
        if (hello.headSeq() < peer.acked().seq()) {
            return quarantine(
                    seen,
                    "its journal ends at %d, %d were acknowledged: it was set back"
                            .formatted(hello.headSeq(), peer.acked().seq()));
        }
        if (differs(known, hello.ackedSeq(), hello.ackedHash())
                || differs(known, hello.headSeq(), hello.headHash())) {
            return quarantine(seen, "its journal is not the one that was acknowledged");
        }
        return welcome(tenure, seen, boot.id(), hello, promise);
    }

    /// After a restore it may remember more until it has reported.
    private static boolean remembersMore(Tenure tenure, Peer peer, Up.Hello hello) {
        return hello.highestTerm() > tenure.term()
                || (hello.ackedSeq() > peer.acked().seq() && peer.reportedTerm() >= tenure.term());
    }

    private static boolean differs(Known known, long seq, @Nullable String hash) {
        return seq > 0 && known.apply(seq).filter(own -> !own.equals(hash)).isPresent();
    }

    /// A box that has never claimed anything has nothing to report.
    private static Step welcome(
            Tenure tenure, Peer peer, @Nullable String boot, Up.Hello hello, Token promise) {
        boolean isNew = peer.state() == State.ENROLLED && hello.headSeq() == 0;
        Peer open = isNew ? peer.reported(tenure.term()) : peer;
        List<PeerEffect> effects = new ArrayList<>();
        effects.add(new PeerEffect.Heard(hello));
        effects.add(
                new PeerEffect.Send(
                        new Down.Welcome(
                                boot,
                                hello.up(),
                                tenure.term(),
                                peer.acked().seq(),
                                peer.acked().seq() == 0 ? null : peer.acked().hash(),
                                promise,
                                null)));
        if (open.reportedTerm() < tenure.term()) {
            effects.add(new PeerEffect.Send(new Down.Fence(tenure.term())));
        } else {
            effects.add(new PeerEffect.SendGrants(hello));
        }
        if (isNew) {
            effects.add(new PeerEffect.Reported());
        }
        if (hello.locked() != null) {
            effects.add(
                    new PeerEffect.Alert("station-locked", "it prints nothing: " + hello.locked()));
        }
        return new Step(open.saidHello(boot), effects);
    }

    /// @param waiting kept events with higher numbers than the acknowledged one, this one among
    ///   them, in order and possibly with gaps
    static Step event(Peer peer, Up.Event event, Known known, List<Up.Event> waiting) {
        String hash = EventChain.hash(event);
        Optional<String> before = known.apply(event.seq());
        if (before.isPresent() && !before.get().equals(hash)) {
            return isSetApart(peer)
                    ? new Step(peer, List.of(unbelieved(peer, event, "another has its number")))
                    : quarantine(
                            peer,
                            "two different events have number %d; the second claims %s of %s"
                                    .formatted(event.seq(), event.type().word(), event.job()));
        }
        List<PeerEffect> effects = new ArrayList<>();
        if (before.isEmpty()) {
            effects.add(new PeerEffect.Keep(event, hash));
        }
        if (isSetApart(peer)) {
            if (before.isEmpty()) {
                effects.add(unbelieved(peer, event, "kept"));
            }
            return new Step(peer, effects); // kept for people, neither applied nor acknowledged
        }
        Head head = peer.acked();
        for (Up.Event next : waiting) {
            if (next.seq() != head.seq() + 1) {
                break;
            }
            if (!next.prev().equals(head.hash())) {
                Step broken =
                        quarantine(
                                peer.acked(head),
                                "event " + next.seq() + " does not follow its chain");
                effects.addAll(broken.effects());
                return new Step(broken.peer(), effects);
            }
            effects.add(new PeerEffect.Apply(next));
            head = new Head(next.seq(), EventChain.hash(next));
        }
        if (head.seq() < event.seq()) {
            return resend(peer.acked(head), effects);
        }
        effects.add(new PeerEffect.Acknowledge());
        return new Step(peer.acked(head), effects);
    }

    /// A report counts when every event before it is here and none after it. [Reminders] ask for
    /// another until one does: a fence in answer to each would multiply with every copy that the
    /// broker makes.
    static Step report(Tenure tenure, Peer peer, Up.Report report, Known known) {
        boolean isAsked = report.fence() == tenure.term() && peer.reportedTerm() < tenure.term();
        if (peer.state() != State.OPEN || !isAsked) {
            return stay(peer);
        }
        if (report.headSeq() > peer.acked().seq()) {
            long from = peer.acked().seq() + 1;
            return new Step(peer.asked(from), List.of(new PeerEffect.Send(new Down.Resend(from))));
        }
        if (differs(known, report.headSeq(), report.headHash())) {
            return quarantine(peer, "it reports for a journal that is not its own");
        }
        if (report.headSeq() < peer.acked().seq()) {
            return stay(peer); // of before what it has done since
        }
        List<PeerEffect> effects = new ArrayList<>();
        for (Up.OpenLease lease : report.leases()) {
            effects.add(new PeerEffect.Settle(lease));
        }
        effects.add(new PeerEffect.Reported());
        return new Step(peer.reported(tenure.term()), effects);
    }

    /// Once for each gap: a hundred events behind it must not ask a hundred times. If the answer is
    /// lost, the station sends by itself what is not acknowledged.
    private static Step resend(Peer peer, List<PeerEffect> before) {
        long from = peer.acked().seq() + 1;
        if (peer.askedFrom() == from) {
            return new Step(peer, before);
        }
        List<PeerEffect> effects = new ArrayList<>(before);
        effects.add(new PeerEffect.Send(new Down.Resend(from)));
        return new Step(peer.asked(from), effects);
    }

    private static boolean isSetApart(Peer peer) {
        return peer.state() == State.QUARANTINED || peer.state() == State.RETIRED;
    }

    /// What a box that is set apart claims is for people: its card must be found.
    private static PeerEffect unbelieved(Peer peer, Up.Event event, String how) {
        return new PeerEffect.Alert(
                "kept-claim",
                "%s of %s, number %d, %s: %s and without effect, the box is %s"
                        .formatted(
                                event.type().word(),
                                event.job(),
                                event.seq(),
                                Wire.writeBody(event.facts()),
                                how,
                                peer.state().code()));
    }

    private static Step stay(Peer peer) {
        return new Step(peer, List.of());
    }

    private static Step quarantine(Peer peer, String why) {
        return new Step(peer.quarantined(), List.of(new PeerEffect.Alert("quarantined", why)));
    }
}

package ampro.station.link;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Envelope;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The station's half of the conversation, apart from the connection that carries it: whether the
/// hub has welcomed us on this connection, which event is sent next, and which fence still wants
/// its report. The receiver turns it, the sender reads it.
public final class Dialogue {
    /// Rounds of asking again after which a hub is away, though its broker is there.
    private static final int SILENT_ROUNDS = 3;

    private final LongSupplier promisedTerm;
    private final Outbox outbox = new Outbox();
    private @Nullable String helloBoot;
    private long helloUp;
    private boolean welcomed;
    private long welcomedIn;
    private long fence;
    private int silent;

    /// `promisedTerm` is the highest term that the journal has promised to.
    public Dialogue(LongSupplier promisedTerm) {
        this.promisedTerm = promisedTerm;
    }

    /// This hello is about to be said: only its own answer welcomes us, and no event may overtake
    /// it.
    public synchronized void sayingHello(@Nullable String boot, long up) {
        helloBoot = boot;
        helloUp = up;
        welcomed = false;
    }

    /// Whether this is to be obeyed. A hub of an earlier term is not the custodian any more, and a
    /// welcome to a start before this one says nothing of this journal: it may have been set back
    /// between the two.
    public synchronized boolean isToBeObeyed(Envelope envelope, Down message) {
        boolean isAnswer =
                !(message instanceof Down.Welcome welcome)
                        || (Objects.equals(welcome.boot(), helloBoot) && welcome.up() == helloUp);
        return isAnswer && envelope.term() >= promisedTerm.getAsLong();
    }

    /// This message has been obeyed; `ours` is false where it speaks of another journal. An
    /// acknowledgement that does may be of an earlier box under this name: the next hello clears it
    /// up. After a welcome that does, our next event shows the hub the difference. A hub whose term
    /// is later than that of its welcome may have forgotten us: it hears of us again.
    public synchronized void heard(Down message, boolean ours) {
        switch (message) {
            case Down.Welcome welcome -> {
                silent = 0;
                outbox.startAfter(welcome.ackedSeq());
                welcomed = true;
                welcomedIn = welcome.term();
            }
            case Down.Ack ack -> {
                silent = 0;
                if (ours) {
                    outbox.acked(ack.seq());
                } else {
                    welcomed = false;
                }
            }
            case Down.Resend resend -> outbox.resendFrom(resend.fromSeq());
            case Down.Fence fenced -> {
                fence = Math.max(fence, fenced.term());
                welcomed &= fenced.term() <= welcomedIn;
            }
            case Down.Grant grant -> {}
            case Down.Revoke revoke -> {}
            case Down.Confirm confirm -> {}
            case Down.Offline offline -> {}
            case Down.Label label -> {}
        }
    }

    public synchronized boolean isWelcomed() {
        return welcomed;
    }

    /// Events up to here were sent on this connection.
    public synchronized long sent() {
        return outbox.sent();
    }

    /// Whether this event may leave before more are acknowledged.
    public synchronized boolean hasRoomFor(long seq) {
        return outbox.hasRoomFor(seq);
    }

    /// This one has left; false if it was not the next one any more.
    public synchronized boolean carried(long seq) {
        return outbox.carried(seq);
    }

    /// The fence that is to be answered now: the hub must have every event first, so that its
    /// report speaks of nothing that is not known.
    public synchronized OptionalLong reportDue() {
        return welcomed && fence > 0 && outbox.isAllAcked()
                ? OptionalLong.of(fence)
                : OptionalLong.empty();
    }

    /// This fence was answered; if the answer is lost, the hub asks again.
    public synchronized void reported(long term) {
        if (fence == term) {
            fence = 0;
        }
    }

    /// No answer came for a while: either the hub is away or the broker has forgotten something. A
    /// hub that acknowledges nothing for some rounds is away.
    ///
    /// @return whether to say hello again: no welcome stands
    public synchronized boolean asksAgain() {
        if (welcomed && !outbox.isAllAcked()) {
            silent++;
            welcomed = silent < SILENT_ROUNDS;
            outbox.resendUnacked();
        }
        return !welcomed;
    }

    /// What the last connection said counts no more.
    public synchronized void lost() {
        welcomed = false;
    }
}

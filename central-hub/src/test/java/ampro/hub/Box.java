package ampro.hub;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.hub.custody.Job;
import ampro.hub.station.Stations.Credential;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a station would say: a journal of chained events, numbered from 1.
public final class Box {
    private final Credential credential;
    private final List<Up.Event> journal = new ArrayList<>();
    private int messages;
    private long term = 1;
    private int acked;

    public Box(Credential credential) {
        this.credential = credential;
    }

    public StationId id() {
        return credential.station();
    }

    public Credential credential() {
        return credential;
    }

    public List<Up.Event> journal() {
        return List.copyOf(journal);
    }

    public String headHash() {
        return journal.isEmpty() ? EventChain.START : EventChain.hash(journal.getLast());
    }

    /// Journals a claim and says it.
    public Message<Up> claim(EventType type, Job job, Facts facts) {
        return claim(type, job.id(), Bench.token(job), facts);
    }

    public Message<Up> claim(EventType type, Job job) {
        return claim(type, job, Facts.NONE);
    }

    public Message<Up> claim(
            EventType type, @Nullable String job, @Nullable Token token, Facts facts) {
        Up.Event event =
                new Up.Event(
                        journal.size() + 1,
                        headHash(),
                        "2026-11-22T09:00:00Z",
                        journal.size(),
                        type,
                        job,
                        token,
                        facts);
        journal.add(event);
        return say(event);
    }

    /// A line of the journal again.
    public Message<Up> again(int seq) {
        return say(journal.get(seq - 1));
    }

    /// Remembers how far the hub has its journal and in which term it is.
    public void hears(Down message) {
        switch (message) {
            case Down.Ack ack -> acked = Math.max(acked, Math.toIntExact(ack.seq()));
            case Down.Welcome welcome -> term = Math.max(term, welcome.term());
            case Down.Fence(long fence) -> term = Math.max(term, fence);
            case Down.Grant grant -> {}
            case Down.Revoke revoke -> {}
            case Down.Resend resend -> {}
            case Down.Confirm confirm -> {}
            case Down.Offline offline -> {}
            case Down.Label label -> {}
        }
    }

    /// The answer to this term's fence.
    public Message<Up> report(long fence, List<Up.OpenLease> leases) {
        return say(new Up.Report(fence, journal.size(), headHash(), leases));
    }

    public Message<Up> hello(List<Up.OpenLease> leases) {
        return hello(journal.size(), headHash(), leases);
    }

    public Message<Up> hello(long head, String hash, List<Up.OpenLease> leases) {
        return say(
                new Up.Hello(
                        ++messages,
                        head,
                        hash,
                        FeedingRule.ACKNOWLEDGED,
                        null,
                        null,
                        List.of(),
                        leases,
                        50,
                        term,
                        acked,
                        acked == 0 ? null : EventChain.hash(journal.get(acked - 1))));
    }

    public Message<Up> say(Up body) {
        return say(credential.incarnation(), body);
    }

    public Message<Up> say(String incarnation, Up body) {
        return new Message<>(
                new Envelope(Envelope.PROTOCOL, "m-" + ++messages, id(), incarnation, "boot-1", 1),
                body);
    }

    public static Facts blank(String serial) {
        return Facts.found(serial, null, "haja");
    }
}

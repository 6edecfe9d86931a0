package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.custody.JobMachine.Event;
import ampro.hub.link.OutboxStore;
import ampro.hub.station.StationStore;
import ampro.hub.web.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Takes what stations say, within the transaction that records it: the same event twice changes
/// nothing, events are applied in the order of their numbers whatever order they arrive in, and the
/// acknowledgement leaves only with the commit. What a station in quarantine says is kept and does
/// nothing.
public final class Custodian {
    /// The hub's term; restores and failovers will raise it.
    public static final long TERM = 1;

    private final Jobs jobs;
    private final LabelEvents labels;
    private final InstantSource clock;

    /// Told of every claim about a label, within the transaction.
    @FunctionalInterface
    public interface LabelEvents {
        void take(Handle handle, StationId station, Up.Event event);
    }

    public Custodian(Jobs jobs, LabelEvents labels, InstantSource clock) {
        this.jobs = jobs;
        this.labels = labels;
        this.clock = clock;
    }

    public void take(Handle handle, Message<Up> message) {
        Envelope envelope = message.envelope();
        StationId id = envelope.station();
        Instant now = clock.instant();
        Optional<StationStore.Row> station = StationStore.find(handle, id);
        if (station.isEmpty() || !station.get().incarnation().equals(envelope.incarnation())) {
            AlertStore.put(
                    handle,
                    "foreign-incarnation",
                    "station/" + id,
                    "a message of incarnation %s, which is not the enrolled one"
                            .formatted(envelope.incarnation()),
                    now);
            return;
        }
        StationStore.seen(handle, id, now.toEpochMilli());
        switch (message.body()) {
            case Up.Hello hello -> welcome(handle, station.get(), id, envelope, hello, now);
            case Up.Event event -> ingest(handle, station.get(), id, event, now);
            case Up.Report report ->
                    AlertStore.put(
                            handle,
                            "report",
                            "station/" + id,
                            report.leases().size() + " leases reported",
                            now);
        }
    }

    private void welcome(
            Handle handle,
            StationStore.Row station,
            StationId id,
            Envelope envelope,
            Up.Hello hello,
            Instant now) {
        if (isQuarantined(station)) {
            return; // without a welcome it feeds nothing
        }
        if (hello.headSeq() < station.ackedSeq()) {
            quarantine(
                    handle,
                    id,
                    "its journal ends at %d, %d were acknowledged: it was rolled back"
                            .formatted(hello.headSeq(), station.ackedSeq()),
                    now);
            return;
        }
        StationStore.open(
                handle, id, envelope.boot(), Wire.writeBody(hello.printers()), now.toEpochMilli());
        List<Job> open = JobStore.openAt(handle, id.value());
        Token promise =
                open.stream()
                        .map(job -> Objects.requireNonNull(job.lease()).token())
                        .min(Token::compareTo)
                        .orElse(new Token(TERM, 0));
        OutboxStore.put(
                handle,
                id,
                new Down.Welcome(TERM, station.ackedSeq(), station.ackedHash(), promise),
                now);
        Set<Token> held =
                hello.leases().stream().map(Up.OpenLease::token).collect(Collectors.toSet());
        for (Job job : open) {
            if (job.status() == JobStatus.ASSIGNED
                    && !held.contains(Objects.requireNonNull(job.lease()).token())) {
                OutboxStore.put(handle, id, Grants.grant(handle, job), now);
            }
        }
    }

    private void ingest(
            Handle handle, StationStore.Row station, StationId id, Up.Event event, Instant now) {
        String hash = EventChain.hash(event);
        Optional<String> known = EventStore.hash(handle, id, station.incarnation(), event.seq());
        if (known.isPresent() && !known.get().equals(hash)) {
            quarantine(handle, id, "two different events have number " + event.seq(), now);
            return;
        }
        if (known.isEmpty()) {
            EventStore.insert(handle, id, station.incarnation(), event, hash, now);
        }
        if (isQuarantined(station)) {
            return; // kept for people, neither applied nor acknowledged
        }
        Head acked = Head.acked(station);
        Head applied = applyFollowing(handle, station, id, acked, now);
        if (applied.seq() > acked.seq()) {
            StationStore.acked(handle, id, applied.seq(), applied.hash());
        }
        if (StationStore.find(handle, id).filter(Custodian::isQuarantined).isEmpty()) {
            OutboxStore.put(
                    handle,
                    id,
                    applied.seq() < event.seq()
                            ? new Down.Resend(applied.seq() + 1)
                            : new Down.Ack(applied.seq(), applied.hash()),
                    now);
        }
    }

    /// How far a station's journal is known: the number of an event and its hash.
    private record Head(long seq, String hash) {
        static Head acked(StationStore.Row station) {
            String hash = station.ackedHash();
            return new Head(station.ackedSeq(), hash == null ? EventChain.START : hash);
        }
    }

    /// Applies what has arrived without a gap; where the chain breaks, what stood before it counts.
    private Head applyFollowing(
            Handle handle, StationStore.Row station, StationId id, Head acked, Instant now) {
        Head head = acked;
        for (EventStore.Row next :
                EventStore.following(handle, id, station.incarnation(), acked.seq())) {
            if (next.seq() != head.seq() + 1) {
                break;
            }
            Up.Event following = read(next);
            if (!following.prev().equals(head.hash())) {
                quarantine(handle, id, "event " + next.seq() + " does not follow its chain", now);
                break;
            }
            apply(handle, id, following, now);
            head = new Head(next.seq(), next.hash());
        }
        return head;
    }

    private void apply(Handle handle, StationId id, Up.Event event, Instant now) {
        if (event.type() == EventType.LABEL) {
            labels.take(handle, id, event);
            return;
        }
        Optional<Job> job =
                Optional.ofNullable(event.job())
                        .flatMap(named -> JobStore.find(handle, named))
                        .filter(found -> isFree(found) || isHeldBy(found, id));
        if (job.isEmpty() || event.token() == null) {
            AlertStore.put(
                    handle,
                    "late-claim",
                    "station/" + id,
                    "%s names no job that it holds".formatted(event.type().word()),
                    now);
            return;
        }
        jobs.step(
                handle,
                job.get(),
                new Event.Claimed(event.type(), event.token(), event.facts()),
                Actor.station(id.value()));
    }

    /// A claim on a job without a lease is judged by its token, and refused.
    private static boolean isFree(Job job) {
        return job.lease() == null;
    }

    private static boolean isHeldBy(Job job, StationId id) {
        return job.lease() != null && job.lease().station().equals(id.value());
    }

    private static boolean isQuarantined(StationStore.Row station) {
        return station.state().equals("quarantined");
    }

    private static Up.Event read(EventStore.Row row) {
        try {
            return Wire.readBody(Up.Event.class, row.body());
        } catch (WireException e) {
            throw new IllegalStateException("an event that was taken must be readable", e);
        }
    }

    private static void quarantine(Handle handle, StationId id, String why, Instant now) {
        StationStore.quarantine(handle, id);
        AlertStore.put(handle, "quarantined", "station/" + id, why, now);
    }
}

package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.hub.audit.AuditStore;
import ampro.hub.link.OutboxStore;
import ampro.hub.station.StationStore;
import ampro.hub.web.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes what stations say, within the transaction that records it: loads what [Protocol] must
/// know, saves what it decides and carries out what follows.
public final class Custodian {
    private final Jobs jobs;
    private final Recovery recovery;
    private final LabelEvents labels;
    private final InstantSource clock;

    /// Told of every claim about a label, within the transaction.
    @FunctionalInterface
    public interface LabelEvents {
        void take(Handle handle, StationId station, Up.Event event);
    }

    public Custodian(Jobs jobs, Recovery recovery, LabelEvents labels, InstantSource clock) {
        this.jobs = jobs;
        this.recovery = recovery;
        this.labels = labels;
        this.clock = clock;
    }

    /// Takes it; true where its sender is owed an acknowledgement.
    public boolean take(Handle handle, Message<Up> message) {
        Envelope envelope = message.envelope();
        StationId id = envelope.station();
        Instant now = clock.instant();
        Optional<Peer> peer = CustodyStore.peer(handle, id, envelope.incarnation());
        if (peer.isEmpty() || peer.get().state() == Peer.State.RETIRED) {
            AlertStore.putOnceAnHour(
                    handle,
                    "foreign-incarnation",
                    "station/" + id,
                    "incarnation %s, which is not in service, says %s"
                            .formatted(envelope.incarnation(), inWords(message.body())),
                    now);
            return false;
        }
        StationStore.seen(handle, id, now.toEpochMilli());
        return step(handle, envelope, peer.get(), message.body(), now);
    }

    /// How far this station's journal is recorded; empty where nothing of it is.
    public Optional<Down.Ack> acknowledgement(Handle handle, StationId id) {
        return CustodyStore.acked(handle, id)
                .map(head -> new Down.Ack(head.seq(), head.hash(), mayFeed(handle, id)));
    }

    private boolean step(Handle handle, Envelope envelope, Peer peer, Up body, Instant now) {
        StationId id = envelope.station();
        Tenure tenure = recovery.tenure(handle);
        Protocol.Known known = seq -> EventStore.hash(handle, id, envelope.incarnation(), seq);
        Protocol.Step step =
                switch (body) {
                    case Up.Hello hello ->
                            Protocol.hello(
                                    tenure,
                                    peer,
                                    new Protocol.Boot(
                                            envelope.boot(), BootStore.heard(handle, envelope)),
                                    hello,
                                    known,
                                    promise(handle, id, tenure),
                                    now);
                    case Up.Event event ->
                            Protocol.event(
                                    peer, event, known, waiting(handle, envelope, peer, event));
                    case Up.Report report -> Protocol.report(tenure, peer, report, known);
                };
        if (!step.peer().equals(peer)) {
            CustodyStore.save(handle, id, step.peer());
        }
        for (PeerEffect effect : step.effects()) {
            carryOut(handle, envelope, effect, body, now);
        }
        return step.effects().contains(new PeerEffect.Acknowledge());
    }

    /// A box without a chip is told by which rule it prints, if it goes by the other one.
    private static void tellRule(Handle handle, StationId id, Up.Hello hello, Instant now) {
        boolean isAccepted = StationStore.find(handle, id).orElseThrow().offline() != null;
        boolean isSo = hello.feeding() == FeedingRule.OFFLINE_WITHOUT_GUARD;
        if (isAccepted != isSo && hello.feeding() != FeedingRule.GUARDED) {
            OutboxStore.put(handle, id, new Down.Offline(isAccepted), now);
        }
    }

    private void carryOut(
            Handle handle, Envelope envelope, PeerEffect effect, Up body, Instant now) {
        StationId id = envelope.station();
        switch (effect) {
            case PeerEffect.Acknowledge() -> {} // when this is committed
            case PeerEffect.Send(Down down) ->
                    OutboxStore.put(handle, id, allowing(handle, id, down), now);
            case PeerEffect.Heard(Up.Hello hello) -> {
                BootStore.hear(handle, envelope, hello.up());
                StationStore.saidHello(handle, id, hello, now.toEpochMilli());
                tellRule(handle, id, hello, now);
            }
            case PeerEffect.Keep(Up.Event event, String hash) ->
                    EventStore.insert(handle, id, envelope.incarnation(), event, hash, now);
            case PeerEffect.Apply(Up.Event event) -> apply(handle, id, event, now);
            case PeerEffect.Settle(Up.OpenLease lease) -> settle(handle, id, lease);
            case PeerEffect.Reported() -> recovery.reported(handle, now);
            case PeerEffect.SendGrants(Up.Hello hello) -> sendGrants(handle, id, hello, now);
            case PeerEffect.BeginTerm(long seen, String why) -> {
                recovery.begin(handle, seen, "station/" + id, why, now);
                Peer fenced = CustodyStore.peer(handle, id, envelope.incarnation()).orElseThrow();
                step(handle, envelope, fenced, body, now);
            }
            case PeerEffect.Alert(String code, String detail) ->
                    AlertStore.putOnceAnHour(handle, code, "station/" + id, detail, now);
        }
    }

    private Down allowing(Handle handle, StationId id, Down down) {
        return down instanceof Down.Welcome welcome ? welcome.allowing(mayFeed(handle, id)) : down;
    }

    /// An INTENT that came too late is acknowledged like every event; feeding is not allowed for
    /// it. Nor for one of an earlier term: what this hub has forgotten may have given its job to
    /// another station.
    private @Nullable Token mayFeed(Handle handle, StationId id) {
        return JobStore.begunAt(handle, id.value())
                .filter(token -> token.term() == recovery.tenure(handle).term())
                .orElse(null);
    }

    private static Token promise(Handle handle, StationId id, Tenure tenure) {
        return JobStore.openAt(handle, id.value()).stream()
                .map(job -> Objects.requireNonNull(job.lease()).token())
                .min(Token::compareTo)
                .filter(lowest -> lowest.term() == tenure.term())
                .orElse(tenure.firstToken());
    }

    /// What can follow the acknowledged events, this one among them.
    private static List<Up.Event> waiting(
            Handle handle, Envelope envelope, Peer peer, Up.Event event) {
        if (event.seq() != peer.acked().seq() + 1) {
            return List.of();
        }
        List<Up.Event> waiting =
                new ArrayList<>(
                        EventStore.following(
                                handle, envelope.station(), envelope.incarnation(), event.seq()));
        waiting.add(event);
        waiting.sort(Comparator.comparingLong(Up.Event::seq));
        return waiting;
    }

    /// What the station does not hold is granted again, what is withdrawn asked back again, and
    /// what a second person confirmed is told again: the broker may have dropped any of it.
    private static void sendGrants(Handle handle, StationId id, Up.Hello hello, Instant now) {
        Set<Token> held =
                hello.leases().stream().map(Up.OpenLease::token).collect(Collectors.toSet());
        for (Job job : JobStore.openAt(handle, id.value())) {
            Token token = Objects.requireNonNull(job.lease()).token();
            if (job.withdrawn() || !held.contains(token)) {
                Grants.owed(handle, job).ifPresent(down -> OutboxStore.put(handle, id, down, now));
            }
            Answers.standing(handle, job, now)
                    .ifPresent(confirm -> OutboxStore.put(handle, id, confirm, now));
        }
    }

    private void apply(Handle handle, StationId id, Up.Event event, Instant now) {
        if (event.type() == EventType.LABEL) {
            labels.take(handle, id, event);
            return;
        }
        if (event.type() == EventType.REBASELINED) {
            rebaselined(handle, id, event.facts(), now);
            return;
        }
        if (isNotOfThisHub(handle, event)) {
            recovery.begin(
                    handle,
                    Objects.requireNonNull(event.token()).term(),
                    "station/" + id,
                    "the station holds %s under token %s, which this hub never gave"
                            .formatted(event.job(), event.token()),
                    now);
        }
        Token token = event.token();
        Optional<Job> job =
                event.job() == null || token == null
                        ? Optional.empty()
                        : JobStore.of(handle, event.job(), token);
        if (token == null || job.isEmpty()) {
            recovery.orphan(handle, id, event, now);
            return;
        }
        if (event.type() == EventType.HELD && hasEnded(handle, job.get(), token, event.facts())) {
            return;
        }
        jobs.step(
                handle,
                job.get(),
                new JobEvent.Claimed(
                        id.value(),
                        event.type(),
                        token,
                        ReadBlank.believed(handle, job.get(), event, now)),
                Actor.station(id.value()));
    }

    private static void rebaselined(Handle handle, StationId id, Facts facts, Instant now) {
        String who = "%s and %s".formatted(facts.actor(), facts.second());
        String station = "station/" + id;
        AuditStore.write(
                handle,
                now,
                Actor.station(id.value()),
                "printer-rebaselined",
                station,
                "said by " + who,
                null,
                null);
        AlertStore.put(
                handle,
                "printer-changed",
                station,
                who + " say that its printer was changed: its counters count anew",
                now);
    }

    /// Whether this hub knows of the grant, and that its job has gone on since. It is told again
    /// after a restore, and was not forgotten.
    private static boolean hasEnded(Handle handle, Job job, Token token, Facts facts) {
        Lease lease = job.lease();
        boolean stands = lease != null && lease.token().equals(token);
        return !stands && facts.card() != null && CardStore.knows(handle, facts.card());
    }

    /// Whether a grant of this term is held whose card this database has never seen: it has lost
    /// the commit of that grant.
    private boolean isNotOfThisHub(Handle handle, Up.Event event) {
        String card = event.facts().card();
        return event.type() == EventType.HELD
                && card != null
                && event.token() != null
                && event.token().term() >= recovery.tenure(handle).term()
                && !CardStore.knows(handle, card);
    }

    private void settle(Handle handle, StationId id, Up.OpenLease lease) {
        JobStore.of(handle, lease.job(), lease.token())
                .ifPresent(job ->
                        jobs.step(
                                handle,
                                job,
                                new JobEvent.Reported(id.value(), lease.token(), lease.state()),
                                Actor.station(id.value())));
    }

    /// No more than a claim, so that people can look for its card.
    private static String inWords(Up body) {
        return switch (body) {
            case Up.Hello hello -> "hello";
            case Up.Report report -> "report";
            case Up.Event event ->
                    "%s of %s, %s"
                            .formatted(
                                    event.type().word(),
                                    event.job(),
                                    Wire.writeBody(event.facts()));
        };
    }
}

package ampro.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.web.Outcome;
import ampro.station.job.EventStore;
import ampro.station.job.Greeting;
import ampro.station.job.Guard;
import ampro.station.job.LabelStore;
import ampro.station.job.Lease;
import ampro.station.job.LeaseStore;
import ampro.station.job.Obedience;
import ampro.station.job.OfflineQuota;
import ampro.station.job.PrintEffect;
import ampro.station.job.PrintEvent;
import ampro.station.job.PrintMachine;
import ampro.station.job.PrintState;
import ampro.station.job.Runner;
import ampro.station.link.Dialogue;
import ampro.station.store.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One life of a station's program: its own code over its journal, from a start to the next kill.
/// Threads, MQTT and serial bytes are left out; what they carry is here.
final class SimStation {
    private static final Duration ASK_AGAIN = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final World world;
    private final SimNetwork network;
    private final Supplier<SimHub> hub;
    private final Boot box;
    private final Database database;
    private final EventStore events;
    final LeaseStore leases;
    final Runner runner;
    private final Dialogue dialogue;
    private final Greeting greeting;
    private final Obedience obedience;
    private final Consumer<SimNetwork.Letter> receiver = this::receive;
    private final SimCardWorker worker;
    private boolean connected;
    private boolean alive = true;
    private boolean frozen;
    private long messages;
    private final boolean guarded;
    private boolean broken;

    /// Something happened since everything was said.
    private boolean maySpeak;

    SimStation(
            World world,
            SimNetwork network,
            Supplier<SimHub> hub,
            Boot box,
            SimPrinter printer,
            CardPrinterProfile profile,
            @Nullable SimChip chip)
            throws IOException {
        this.world = world;
        this.network = network;
        this.hub = hub;
        this.box = box;
        database = new Database(box.journal());
        events = new EventStore(database, box.clock(), () -> secondsSinceBoot());
        Guard guard = new Guard(chip);
        guarded = chip != null;
        leases = new LeaseStore(database, events, guard);
        runner =
                new Runner(
                        new PrintMachine(profile, guard.feeding()),
                        leases,
                        events,
                        () -> broken = true,
                        new OneThread());
        dialogue = new Dialogue(() -> runner.state().promise().term());
        greeting =
                new Greeting(
                        profile,
                        events,
                        runner,
                        guard,
                        () -> Duration.ofMillis(world.now() - box.bootedAt()).toMillis());
        obedience =
                new Obedience(runner, new LabelStore(database, events), accepted -> {}, () -> {});
        worker = new SimCardWorker(world, this, printer);
        runner.connect(worker::order, () -> {}, () -> {});
        runner.limit(new OfflineQuota(events, () -> Duration.ofMillis(world.now()).toNanos()));
        runner.watch(new Transitions(world, runner, database)::count);
        worker.order(new PrintEffect.Observe());
        world.after(Duration.ofSeconds(1), whileAlive(this::talk));
        worker.carryOut();
    }

    private double secondsSinceBoot() {
        return (world.now() - box.bootedAt()) / 1000.0;
    }

    PrintState state() {
        return runner.state();
    }

    Boot box() {
        return box;
    }

    boolean isAlive() {
        return alive;
    }

    /// The program is gone; its journal is as it was committed.
    void kill() throws IOException {
        alive = false;
        network.unsubscribe(box.id().value(), receiver);
        runner.close();
        database.close();
    }

    void freeze(Duration pause) {
        frozen = true;
        world.after(pause, () -> frozen = false);
    }

    Runnable whileAlive(Runnable what) {
        return () -> {
            if (alive && !broken) {
                if (frozen) {
                    world.after(LOOK_AGAIN, whileAlive(what));
                } else {
                    what.run();
                }
            }
        };
    }

    /// Somebody or something tells the machine.
    void tell(PrintEvent event) {
        if (!alive || broken) {
            return;
        }
        runner.tell(event);
        maySpeak = true;
        worker.carryOut();
        speak();
    }

    // --- the hub
    // ----------------------------------------------------------------------------------

    private void talk() {
        String me = box.id().value();
        boolean holds = network.isSubscribed(me, receiver);
        if (connected && !holds) {
            connected = false;
            dialogue.lost();
            runner.tell(new PrintEvent.ConnectionLost());
        }
        if (!connected && network.reaches(me)) {
            connected = true;
            maySpeak = true;
            network.subscribe(me, receiver);
            sayHello();
        } else if (connected) {
            long sent = dialogue.sent();
            if (dialogue.asksAgain()) {
                runner.tell(new PrintEvent.ConnectionLost());
                sayHello();
            }
            maySpeak |= dialogue.sent() < sent;
        }
        speak();
        world.after(ASK_AGAIN, whileAlive(this::talk));
    }

    private void speak() {
        while (maySpeak && connected && dialogue.isWelcomed()) {
            List<Up.Event> next = events.after(dialogue.sent());
            if (next.isEmpty()) {
                OptionalLong fence = dialogue.reportDue();
                if (fence.isPresent() && send(greeting.report(fence.getAsLong()))) {
                    dialogue.reported(fence.getAsLong());
                }
                maySpeak = false;
                return;
            }
            for (Up.Event event : next) {
                if (!dialogue.hasRoomFor(event.seq())
                        || !send(event)
                        || !dialogue.carried(event.seq())) {
                    return;
                }
            }
        }
    }

    private void sayHello() {
        Up.Hello hello = greeting.hello();
        dialogue.sayingHello(box.boot(), hello.up());
        send(hello);
    }

    private boolean send(Up body) {
        Envelope envelope =
                new Envelope(
                        Envelope.PROTOCOL,
                        box.boot() + "-" + ++messages,
                        box.id(),
                        box.incarnation(),
                        box.boot(),
                        runner.state().promise().term());
        return network.send(
                box.id().value(),
                SimHub.NAME,
                new SimNetwork.Letter(
                        Wire.kind(body),
                        new String(Wire.write(new Message<>(envelope, body)), UTF_8)));
    }

    private void receive(SimNetwork.Letter letter) {
        whileAlive(
                        () -> {
                            try {
                                Message<Down> message =
                                        Wire.readDown(
                                                letter.kind(), letter.payload().getBytes(UTF_8));
                                if (dialogue.isToBeObeyed(message.envelope(), message.body())) {
                                    Down body = message.body();
                                    dialogue.heard(body, obedience.take(body));
                                }
                            } catch (WireException e) {
                                return;
                            }
                            fetchArtwork();
                            maySpeak = true;
                            worker.carryOut();
                            speak();
                        })
                .run();
    }

    private void fetchArtwork() {
        for (Lease lease : runner.state().waiting()) {
            if (!lease.isReady() && hub.get().isAlive() && network.reaches(box.id().value())) {
                Outcome<String> text =
                        hub.get().fetch(box.id().value(), lease.job(), lease.token());
                runner.tell(
                        text instanceof Outcome.Done<String>(String artwork)
                                ? fetched(lease, artwork)
                                : refused(lease));
            }
        }
    }

    private PrintEvent fetched(Lease lease, String artwork) {
        if (!EventChain.sha256(artwork).equals(lease.sha256())) {
            return refused(lease);
        }
        leases.keepArtwork(lease.token(), artwork);
        return new PrintEvent.ArtworkReady(lease.token(), code(artwork));
    }

    private static PrintEvent refused(Lease lease) {
        return new PrintEvent.ArtworkRefused(lease.token(), Problem.ARTWORK_REFUSED.code());
    }

    private static String code(String artwork) {
        try {
            return EventChain.sha256(Wire.readBody(Artwork.class, artwork).code().text());
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    Truth truth() {
        return hub.get().truth;
    }

    boolean isGuarded() {
        return guarded;
    }
}

package ampro.station.link;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.Topics;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.store.CrashPoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.eclipse.paho.mqttv5.common.MqttException;

/// The conversation with the hub. After every connect the station says hello; events follow once
/// the hub has answered, from the first one that the hub does not have. A message is acknowledged
/// to the broker after what it caused is committed.
public final class Link implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Link.class.getName());

    /// How often a welcome or an acknowledgement that does not come is asked for again.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(20);

    /// What the station does with the hub's messages; each call returns when it is committed.
    public interface Obeys {
        /// False where the hub speaks of another journal than this station's.
        boolean take(Down message);

        void connectionLost();
    }

    /// Who speaks, and what it knows to say: `report` answers the fence of a term, `answers` is for
    /// a technician's requests.
    public record Voice(
            Credential credential,
            String boot,
            Supplier<Up.Hello> hello,
            LongFunction<Up.Report> report,
            LongFunction<List<Up.Event>> eventsAfter,
            LongSupplier promisedTerm,
            Supplier<String> messageIds,
            UnaryOperator<String> answers) {}

    private final Voice voice;
    private final URI broker;
    private final Obeys station;
    private final Patience patience;
    private final LongSupplier nanos;
    private final Dialogue dialogue;
    private final Semaphore work = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private final Pipe pipe;
    private final Thread sender;
    private final Thread receiver;
    private volatile boolean open = true;

    /// `nanos` is a clock that never jumps. `fatal` ends the program when one of the threads here
    /// fails: what they read is the journal.
    public Link(
            Voice voice,
            URI broker,
            Duration keepAlive,
            Obeys station,
            RandomGenerator random,
            LongSupplier nanos,
            Runnable fatal) {
        this.voice = voice;
        this.broker = broker;
        this.station = station;
        this.nanos = nanos;
        patience = new Patience(random);
        dialogue = new Dialogue(voice.promisedTerm());
        pipe = new Pipe(broker, voice.credential().station(), voice.boot(), keepAlive, this::lost);
        Thread.Builder threads =
                Thread.ofPlatform()
                        .uncaughtExceptionHandler((thread, e) -> {
                            if (open) {
                                LOG.log(Level.ERROR, thread.getName() + " stops", e);
                                fatal.run();
                            }
                        });
        sender = threads.name("link-send").unstarted(this::send);
        receiver = threads.name("link-receive").unstarted(this::receive);
    }

    public void start() {
        sender.start();
        receiver.start();
    }

    /// There may be events to send.
    public void wake() {
        work.release();
    }

    private void send() {
        while (open) {
            try {
                if (!pipe.isConnected()) {
                    connect();
                }
                publishEvents();
                if (!work.tryAcquire(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    askAgain();
                }
                work.drainPermits();
            } catch (MqttException e) {
                LOG.log(Level.INFO, "not connected to {0}: {1}", broker, e.getMessage());
                pipe.drop();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Events that happen meanwhile shorten nothing: a broker that is away is not asked more often.
    private void connect() throws MqttException, InterruptedException {
        ended.tryAcquire(patience.beforeNext(nanos.getAsLong()).toNanos(), TimeUnit.NANOSECONDS);
        if (open) {
            pipe.connect(voice.credential().secret());
            patience.connected(nanos.getAsLong());
            sayHello();
        }
    }

    private void askAgain() throws MqttException {
        if (pipe.isConnected() && dialogue.asksAgain()) {
            station.connectionLost();
            sayHello();
        }
    }

    private void publishEvents() throws MqttException {
        while (dialogue.isWelcomed()) {
            List<Up.Event> events = voice.eventsAfter().apply(dialogue.sent());
            if (events.isEmpty()) {
                publishReport();
                return;
            }
            for (Up.Event event : events) {
                if (!dialogue.hasRoomFor(event.seq())) {
                    return; // the next acknowledgement wakes us
                }
                CrashPoint.pass(CrashPoint.BEFORE_PUBLISH);
                publish(event);
                CrashPoint.pass(CrashPoint.AFTER_PUBLISH);
                if (!dialogue.carried(event.seq())) {
                    break; // asked for an earlier one meanwhile
                }
            }
        }
    }

    private void publishReport() throws MqttException {
        OptionalLong fence = dialogue.reportDue();
        if (fence.isPresent()) {
            publish(voice.report().apply(fence.getAsLong()));
            dialogue.reported(fence.getAsLong());
        }
    }

    private void sayHello() throws MqttException {
        Up.Hello hello = voice.hello().get();
        dialogue.sayingHello(voice.boot(), hello.up());
        publish(hello);
    }

    private void publish(Up body) throws MqttException {
        Envelope envelope =
                new Envelope(
                        Envelope.PROTOCOL,
                        voice.messageIds().get(),
                        voice.credential().station(),
                        voice.credential().incarnation(),
                        voice.boot(),
                        voice.promisedTerm().getAsLong());
        pipe.publish(Wire.kind(body), Wire.write(new Message<>(envelope, body)));
    }

    private void receive() {
        while (open) {
            try {
                take(pipe.take());
            } catch (InterruptedException e) {
                return;
            } catch (MqttException e) {
                LOG.log(Level.WARNING, "not acknowledged to the broker: {0}", e.getMessage());
            }
        }
    }

    private synchronized void take(Pipe.Arrived arrived) throws MqttException {
        if (!pipe.isOfNow(arrived)) {
            return;
        }
        Optional<String> operation = pipe.operation(arrived);
        if (operation.isPresent()) {
            pipe.respond(operation.get(), voice.answers().apply(operation.get()));
        } else {
            read(arrived).ifPresent(this::take);
        }
        pipe.done(arrived);
    }

    /// Orders are never retained: an old one would be obeyed at every start.
    private Optional<Down> read(Pipe.Arrived arrived) {
        Optional<Topics.Address> address = Topics.parse(arrived.topic());
        if (address.isEmpty() || arrived.message().isRetained()) {
            return Optional.empty();
        }
        try {
            Message<Down> message =
                    Wire.readDown(address.get().kind(), arrived.message().getPayload());
            return Optional.of(message)
                    .filter(m -> dialogue.isToBeObeyed(m.envelope(), m.body()))
                    .map(Message::body);
        } catch (WireException e) {
            LOG.log(Level.WARNING, "cannot be read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private void take(Down message) {
        dialogue.heard(message, station.take(message));
        wake();
    }

    /// What the last connection said counts no more.
    private synchronized void lost() {
        dialogue.lost();
        station.connectionLost();
        wake();
    }

    @Override
    public void close() {
        open = false;
        ended.release();
        sender.interrupt();
        receiver.interrupt();
        pipe.close();
    }
}

package ampro.station.hardware.simulated;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.hardware.simulated.CardCommand.Malformed;
import ampro.station.hardware.simulated.CardCommand.Text;
import ampro.station.hardware.simulated.FaultRule.Kind;
import ampro.station.hardware.simulated.FaultRule.Moment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// The card printer's serial port: takes bytes off the line, answers reads at once, queues actions
/// for the driving thread, and sends answers with what the fault script does to them. Owns the
/// driving thread.
final class CardPrinterPort implements SerialLine.Receiver, AutoCloseable {
    /// The input buffer: with so many commands waiting the printer stops reading.
    private static final int COMMANDS_MAX = 16;

    /// How long the rest of a begun command may stay away.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// A late answer comes after this, longer than a driver waits for a read.
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Duration STOP_MAX = Duration.ofSeconds(5);
    private static final List<String> DOWNLOADS = List.of("Db", "Dbc");

    private record Received(CardCommand command, int boot) {}

    private final CardMechanism mechanism;
    private final SimulatedCardPrinter printer;
    private final CardPrinterReads reads;
    private final Faults faults;
    private final CardPrinterParser parser;
    private final SerialLine line;
    private final BlockingQueue<Received> waiting = new ArrayBlockingQueue<>(COMMANDS_MAX);
    private final Thread driver;
    private int parserBoot;
    private volatile String terminator = "\r";
    private volatile String saidBefore = "OK";

    CardPrinterPort(
            CardPrinterProfile profile,
            Truth truth,
            CardMechanism mechanism,
            Faults faults,
            Pace pace,
            Path link) {
        this.mechanism = mechanism;
        this.faults = faults;
        printer = new SimulatedCardPrinter(profile, truth, mechanism);
        reads = new CardPrinterReads(profile, truth);
        parser = new CardPrinterParser(profile, PATIENCE, this::understood);
        line = new SerialLine(link, pace, this);
        driver = Thread.ofPlatform().name("card printer").start(this::drive);
        line.start();
    }

    SerialLine line() {
        return line;
    }

    void terminator(String ending) {
        terminator =
                switch (ending) {
                    case "nul" -> "\0";
                    case "crlf" -> "\r\n";
                    default -> "\r";
                };
    }

    void powerCycle(boolean ejectsAtStart) {
        mechanism.powerCycle(ejectsAtStart);
        line.stall(false);
    }

    @Override
    public void received(byte[] bytes, int count) {
        if (parserBoot != mechanism.boot()) {
            parser.forget();
            parserBoot = mechanism.boot();
        }
        if (mechanism.booting()) {
            return;
        }
        parser.received(bytes, count);
        if (parser.midPayload()) {
            faults.strikes(Kind.UNPLUG, Moment.DURING, DOWNLOADS).ifPresent(f -> line.unplug());
            faults.strikes(Kind.STALL, Moment.DURING, DOWNLOADS).ifPresent(f -> line.stall(true));
        }
    }

    @Override
    public void quiet(Duration since) {
        parser.quiet(since);
    }

    private void understood(CardCommand command) {
        if (command instanceof Text text && CardPrinterReads.isRead(text)) {
            answer(text.mnemonic(), reads.answer(text, printer.memory()));
            return;
        }
        try {
            waiting.put(new Received(command, parserBoot));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drive() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Received next = waiting.take();
                mechanism.begin(next.boot());
                act(next.command());
            } catch (PowerCut cut) {
                line.stall(false);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void act(CardCommand command) throws PowerCut {
        CardPrinterMemory memory = printer.memory();
        String answer = printer.perform(command);
        if (answer != null) {
            memory.lastAnswer = answer;
            answer(mnemonic(command), answer);
        }
        if (command instanceof Text text && text.mnemonic().equals("Srs")) {
            powerCycle(false);
        }
    }

    private static String mnemonic(CardCommand command) {
        return switch (command) {
            case Text text -> text.mnemonic();
            case CardCommand.Download download -> download.mnemonic();
            case CardCommand.Arriving _ -> "";
            case Malformed _ -> "";
        };
    }

    private void answer(String mnemonic, String answer) {
        List<String> names = List.of(mnemonic);
        if (faults.strikes(Kind.UNPLUG, Moment.AFTER, names).isPresent()) {
            line.unplug();
            return;
        }
        String fault =
                faults.strikes(Kind.ANSWER, Moment.AFTER, names).map(FaultRule::detail).orElse("");
        String before = saidBefore;
        saidBefore = answer;
        switch (fault) {
            case "stale" -> say(before);
            case "drop" -> {}
            case "duplicate" -> {
                say(answer);
                say(answer);
            }
            case "late" -> {
                LockSupport.parkNanos(LATE.toNanos());
                say(answer);
            }
            case "garbage" -> say("\u00fe?\u0001" + answer.substring(1));
            default -> say(answer);
        }
    }

    private void say(String answer) {
        line.send((answer + terminator).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        line.close();
        driver.interrupt();
        try {
            driver.join(STOP_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package ampro.station.hardware.simulated;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.station.hardware.simulated.FaultRule.Kind;
import ampro.station.hardware.simulated.FaultRule.Moment;
import ampro.station.hardware.simulated.Physical.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The label printer: buffers formats, prints each as often as `^PQ` says, and keeps what it
/// printed as `labels/NNNN.zpl`. Out of media it stops half way; with `^JZY`, the default, it
/// prints that label again by itself when media are back. The reader thread answers, an own thread
/// prints.
final class SimulatedLabelPrinter implements SerialLine.Receiver, AutoCloseable {
    /// The receive buffer; when it is full the printer stops reading.
    private static final int FORMATS_MAX = 50;

    private static final int COPIES_MAX = 9999;
    private static final int INCHES_A_SECOND = 4;
    private static final Duration BOOT = Duration.ofSeconds(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    /// A format without a field prints nothing, it only sets something.
    private static final Pattern PRINTS = Pattern.compile("\\^(FD|GF|GB|GC|GD|GE|XG|IM|IL)");

    private static final Pattern COPIES = Pattern.compile("\\^PQ([0-9]{1,8})");
    private static final Pattern LENGTH = Pattern.compile("\\^LL([0-9]{1,5})");
    private static final Pattern REPRINT = Pattern.compile("\\^JZ([YN])");

    private final LabelPrinterProfile profile;
    private final Truth truth;
    private final Faults faults;
    private final Pace pace;
    private final Path data;
    private final LabelParser parser = new LabelParser(this::buffer, this::request);
    private final Deque<byte[]> buffer = new ArrayDeque<>();
    private final SerialLine line;
    private final Thread printing;
    private int remaining;
    private int cancels;
    private boolean reprints = true;
    private boolean silent;
    private boolean closed;
    private volatile boolean forgets;
    private long bootedAt = System.nanoTime();

    SimulatedLabelPrinter(
            LabelPrinterProfile profile,
            Truth truth,
            Faults faults,
            Pace pace,
            Path data,
            Path link)
            throws IOException {
        this.profile = profile;
        this.truth = truth;
        this.faults = faults;
        this.pace = pace;
        this.data = data;
        Files.createDirectories(data.resolve("labels"));
        line = new SerialLine(link, pace, this);
        printing = Thread.ofPlatform().name("label printer").start(this::print);
        line.start();
    }

    SerialLine line() {
        return line;
    }

    synchronized void silent() {
        silent = true;
    }

    synchronized void loadMedia() {
        truth.change(box -> box.labelPrinter.mediaOut = false);
        notifyAll();
    }

    synchronized void powerCycle() {
        cancel();
        reprints = true;
        silent = false;
        forgets = true;
        bootedAt = System.nanoTime() + pace.scaled(BOOT).toNanos();
    }

    @Override
    public void received(byte[] bytes, int count) {
        if (forgets) {
            forgets = false;
            parser.forget();
        }
        if (!booting()) {
            parser.received(bytes, count);
        }
    }

    private synchronized boolean booting() {
        return System.nanoTime() < bootedAt;
    }

    @Override
    public void quiet(Duration since) {
        // a begun format waits for ever, as in life: ~HS tells it
    }

    private synchronized void buffer(byte[] format) {
        try {
            while (buffer.size() == FORMATS_MAX && !closed) {
                wait();
            }
            buffer.add(format);
            notifyAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void request(String name) {
        if (name.equals("JA")) {
            cancel();
            return;
        }
        LabelStatus status = status();
        if (!isSilent(status)) {
            line.send(status.answer(name));
        }
    }

    private synchronized boolean isSilent(LabelStatus status) {
        return silent || (status.mediaOut() && profile.silentOnError());
    }

    private synchronized void cancel() {
        buffer.clear();
        remaining = 0;
        cancels++;
        notifyAll();
    }

    private synchronized LabelStatus status() {
        return truth.read(box ->
                new LabelStatus(
                        profile,
                        box.labelPrinter.serial,
                        box.labelPrinter.mediaOut,
                        buffer.size(),
                        buffer.size() == FORMATS_MAX,
                        parser.partial(),
                        remaining,
                        box.labelPrinter.dotsFed));
    }

    private synchronized void print() {
        try {
            while (!closed) {
                while (buffer.isEmpty()) {
                    wait();
                }
                byte[] format = buffer.remove();
                notifyAll();
                print(format, new String(format, StandardCharsets.ISO_8859_1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(byte[] format, String zpl) throws InterruptedException {
        Matcher jz = REPRINT.matcher(zpl);
        while (jz.find()) {
            reprints = jz.group(1).equals("Y");
        }
        if (!PRINTS.matcher(zpl).find()) {
            return;
        }
        remaining = Math.clamp(number(COPIES, zpl, 1), 1, COPIES_MAX);
        int dots = number(LENGTH, zpl, profile.lengthDots());
        int mine = cancels;
        Label label = keep(format);
        while (mine == cancels && remaining > 0) {
            if (truth.read(box -> box.labelPrinter.mediaOut)) {
                wait();
            } else {
                printOne(label, dots, mine);
            }
        }
    }

    private void printOne(Label label, int dots, int mine) throws InterruptedException {
        pause(Duration.ofMillis(1000L * dots / profile.dpi() / INCHES_A_SECOND));
        boolean runsOut =
                faults.strikes(Kind.MEDIA_OUT, Moment.DURING, List.of("label")).isPresent();
        truth.change(box -> {
            label.printed += runsOut ? 0 : 1;
            label.spoiled += runsOut ? 1 : 0;
            box.labelPrinter.labelsPrinted += runsOut ? 0 : 1;
            box.labelPrinter.dotsFed += runsOut ? dots / 2 : dots;
            box.labelPrinter.mediaOut = runsOut;
        });
        if (mine == cancels && !(runsOut && reprints)) {
            remaining--;
        }
    }

    private Label keep(byte[] format) {
        Label label = new Label();
        truth.change(box -> {
            label.number = ++box.labelPrinter.formats;
            label.file = "labels/%04d.zpl".formatted(label.number);
            try {
                Files.write(data.resolve(label.file), format);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            box.labels.add(label);
        });
        return label;
    }

    private static int number(Pattern pattern, String zpl, int otherwise) {
        Matcher found = pattern.matcher(zpl);
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }

    private void pause(Duration real) throws InterruptedException {
        long end = System.nanoTime() + pace.scaled(real).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        line.close();
        printing.interrupt();
        try {
            printing.join(STOP_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

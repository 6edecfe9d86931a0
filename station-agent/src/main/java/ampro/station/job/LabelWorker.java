package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.LabelData;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.hardware.SerialPort;
import ampro.station.job.JournalStore.LabelRow;
import ampro.station.printer.label.LabelPrinter;
import ampro.station.printer.label.LabelResult;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Prints labels, one after the other, each at most once: a label that was begun and not ended is
/// unknown, and the hub asks for a new one under a new token. Runs on a platform thread of its own.
public final class LabelWorker implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LabelWorker.class.getName());

    /// Before a label that could not be fetched or begun is tried again.
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final LabelPrinterProfile profile;
    private final CardWorker.Line line;
    private final JournalStore journal;
    private final Function<LabelRow, Optional<String>> fetch;
    private final Consumer<EventType> claimed;
    private final Consumer<Duration> pause;
    private final Semaphore asked = new Semaphore(1);
    private final Thread thread;
    private volatile boolean open = true;

    /// `fetch` gets a label's data, empty when the hub does not answer now.
    public LabelWorker(
            LabelPrinterProfile profile,
            CardWorker.Line line,
            JournalStore journal,
            Function<LabelRow, Optional<String>> fetch,
            Consumer<EventType> claimed,
            Consumer<Duration> pause) {
        this.profile = profile;
        this.line = line;
        this.journal = journal;
        this.fetch = fetch;
        this.claimed = claimed;
        this.pause = pause;
        thread = Thread.ofPlatform().name("label-printer").start(this::work);
    }

    /// Labels may wait in the journal.
    public void wake() {
        asked.release();
    }

    private void work() {
        journal.openLabels().stream()
                .filter(label -> label.state().equals("begun"))
                .forEach(label -> ended(label, "unknown", Problem.LABEL_UNKNOWN));
        while (open) {
            try {
                asked.acquire();
                asked.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
            for (LabelRow label : journal.openLabels()) {
                if (open && !isEnded(label)) {
                    pause.accept(TRY_AGAIN);
                    asked.release();
                }
            }
        }
    }

    private boolean isEnded(LabelRow label) {
        Optional<String> text = fetch.apply(label);
        if (text.isEmpty()) {
            return false;
        }
        LabelData data;
        try {
            data = Wire.readBody(LabelData.class, text.get());
        } catch (WireException | IllegalArgumentException e) {
            ended(label, "unknown", Problem.ARTWORK_REFUSED);
            return true;
        }
        try (SerialPort port = line.open()) {
            journal.labelBegun(label.token());
            switch (LabelPrinter.of(profile, port, pause).print(data)) {
                case LabelResult.Printed printed -> ended(label, "printed", null);
                case LabelResult.Unknown(Problem problem, String why) -> {
                    LOG.log(Level.WARNING, "label {0}: {1}", label.label(), why);
                    ended(label, "unknown", problem);
                }
                case LabelResult.NotPrinted(Problem problem, String why) -> {
                    LOG.log(Level.WARNING, "label {0} waits: {1}", label.label(), why);
                    journal.labelNotBegun(label.token());
                    return false;
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "label printer: {0}", e.getMessage());
            return false;
        }
        return true;
    }

    private void ended(LabelRow label, String outcome, @Nullable Problem problem) {
        journal.labelEnded(
                label.token(), label.label(), outcome, problem == null ? null : problem.code());
        claimed.accept(EventType.LABEL);
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

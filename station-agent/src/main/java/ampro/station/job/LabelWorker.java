package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.hardware.SerialPort;
import ampro.station.job.LabelStore.Label;
import ampro.station.link.Fetcher;
import ampro.station.link.Fetcher.Fetched;
import ampro.station.printer.label.LabelPrinter;
import ampro.station.printer.label.LabelResult;
import ampro.station.printer.label.LabelResult.NotPrinted;
import ampro.station.printer.label.LabelResult.Printed;
import ampro.station.printer.label.LabelResult.Unknown;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Prints labels, one after the other, each at most once: a label that was begun and not ended is
/// unknown, and the hub asks for a new one under a new token. Runs on a platform thread of its own.
public final class LabelWorker implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LabelWorker.class.getName());

    /// Before a label that could not be fetched or begun is tried again.
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final LabelPrinterProfile profile;
    private final SerialPort.Opener line;
    private final LabelStore labels;
    private final Fetcher fetcher;
    private final Runnable claimed;
    private final Runnable changed;
    private final Consumer<Duration> pause;
    private final Semaphore asked = new Semaphore(1);
    private volatile @Nullable Problem problem;
    private final WorkerThread thread;

    /// @param claimed told when there is a claim to send
    /// @param changed told when there is something else to show
    public LabelWorker(
            LabelPrinterProfile profile,
            SerialPort.Opener line,
            LabelStore labels,
            Fetcher fetcher,
            Runnable claimed,
            Runnable changed,
            Consumer<Duration> pause,
            Runnable fatal) {
        this.profile = profile;
        this.line = line;
        this.labels = labels;
        this.fetcher = fetcher;
        this.claimed = claimed;
        this.changed = changed;
        this.pause = pause;
        thread = new WorkerThread("label-printer", this::work, fatal);
    }

    /// What the last life began and did not end is unknown.
    public void start() {
        labels.open().stream()
                .filter(Label::begun)
                .forEach(label -> end(label, "unknown", Problem.LABEL_UNKNOWN));
        thread.start();
    }

    /// Labels may wait in the journal.
    public void wake() {
        asked.release();
    }

    /// Why a label waits, if one does.
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    private void work() throws InterruptedException {
        asked.acquire();
        asked.drainPermits();
        boolean all = true;
        for (Label label : labels.open()) {
            all &= thread.isOpen() && isEnded(label);
        }
        if (!all) {
            asked.tryAcquire(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            asked.release();
        }
    }

    private boolean isEnded(Label label) {
        return switch (fetcher.fetch(label.address(), label.sha256())) {
            case Fetched.Later later -> false;
            case Fetched.Refused refused -> {
                end(label, "unknown", Problem.ARTWORK_REFUSED);
                yield true;
            }
            case Fetched.Taken(String text) ->
                    read(text)
                            .map(data -> isPrinted(label, data))
                            .orElseGet(() -> {
                                end(label, "unknown", Problem.ARTWORK_REFUSED);
                                return true;
                            });
        };
    }

    private static Optional<LabelData> read(String text) {
        try {
            return Optional.of(Wire.readBody(LabelData.class, text));
        } catch (WireException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isPrinted(Label label, LabelData data) {
        LabelResult result = null;
        try (SerialPort port = line.open()) {
            result = LabelPrinter.of(profile, port, pause).print(data, () -> labels.begin(label));
        } catch (IOException e) {
            if (result == null) { // else closing failed, and the result stands
                result =
                        new NotPrinted(
                                Problem.LABEL_PRINTER_SILENT, String.valueOf(e.getMessage()));
            }
        }
        return switch (result) {
            case Printed printed -> {
                end(label, "printed", null);
                yield true;
            }
            case Unknown(String why) -> {
                LOG.log(Level.WARNING, "label {0}: {1}", label.label(), why);
                end(label, "unknown", Problem.LABEL_UNKNOWN);
                yield true;
            }
            case NotPrinted(Problem now, String why) -> {
                if (now != problem) {
                    LOG.log(Level.WARNING, "label {0} waits: {1}", label.label(), why);
                }
                show(now);
                yield false;
            }
        };
    }

    private void show(@Nullable Problem now) {
        problem = now;
        changed.run();
    }

    private void end(Label label, String outcome, @Nullable Problem reason) {
        labels.end(label, outcome, reason == null ? null : reason.code());
        claimed.run();
        show(null);
    }

    @Override
    public void close() {
        thread.close();
    }
}

package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Token;
import ampro.station.hardware.SerialPort;
import ampro.station.job.PrinterLine.Look;
import ampro.station.printer.card.CardPrinter;
import ampro.station.printer.card.Observation.Standing;
import ampro.station.printer.card.Outcome;
import ampro.station.printer.card.Step;
import ampro.station.store.CrashPoint;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Drives one card printer: carries out the machine's orders one after the other and posts what
/// came of them. It never repeats an order that was not answered; it looks instead. Runs on a
/// platform thread of its own, because a serial line blocks.
public final class CardWorker implements AutoCloseable {
    /// The machine has one order out at a time; a second may wait behind it.
    private static final int ORDERS_MAX = 4;

    /// Before a staging that was refused (cover, feeder, ribbon) is tried again.
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    /// How far the card in the printer is: step `at` of `of`, and what it is.
    public record Progress(Token token, int at, int of, Step step) {}

    private final CardPrinterProfile profile;
    private final LeaseStore leases;
    private final Runner runner;
    private final Duration settle;
    private final Consumer<Duration> pause;
    private final BlockingQueue<PrintEffect> orders = new ArrayBlockingQueue<>(ORDERS_MAX);
    private final WorkerThread thread;
    private final PrinterLine line;
    private volatile @Nullable Progress progress;
    private @Nullable CardSteps ready;

    /// `settle` is how long the printer must stand still before it is believed.
    public CardWorker(
            CardPrinterProfile profile,
            SerialPort.Opener opener,
            LeaseStore leases,
            Runner runner,
            Duration settle,
            Consumer<Duration> pause,
            Runnable fatal) {
        this.profile = profile;
        this.leases = leases;
        this.runner = runner;
        this.settle = settle;
        this.pause = pause;
        thread = new WorkerThread("card-printer", () -> carryOut(orders.take()), fatal);
        line = new PrinterLine(profile, opener, pause, thread::isOpen);
    }

    public void start() {
        thread.start();
    }

    /// Takes an order of the machine.
    public void order(PrintEffect order) {
        orders.add(order);
    }

    public Optional<Progress> progress() {
        return Optional.ofNullable(progress);
    }

    /// The printer as it was last seen standing still.
    public Optional<Standing> lastSeen() {
        return line.lastSeen();
    }

    private void carryOut(PrintEffect order) {
        switch (order) {
            case PrintEffect.Observe observe -> settle();
            case PrintEffect.Stage(Lease lease) -> stage(lease);
            case PrintEffect.Print(Lease lease) -> print(lease);
            case PrintEffect.Eject(Lease lease) -> {
                CrashPoint.pass(CrashPoint.BEFORE_EJECT);
                sendOut(
                        lease,
                        CardPrinter::eject,
                        seen -> new PrintEvent.CardLeft(lease.token(), seen));
            }
            case PrintEffect.Reject(Lease lease) -> {
                CrashPoint.pass(CrashPoint.BEFORE_REJECT);
                sendOut(
                        lease,
                        CardPrinter::reject,
                        seen -> new PrintEvent.Rejected(lease.token(), seen));
            }
            case PrintEffect.TryLater later -> tryLater();
            case PrintEffect.Claim claim -> throw new IllegalArgumentException("not for a printer");
            case PrintEffect.FetchArtwork fetch ->
                    throw new IllegalArgumentException("not for a printer");
        }
    }

    /// Waits until the printer has stood still for as long as is asked and can be prepared, then
    /// tells what it said before. Looks again for as long as it takes: nothing else may be ordered.
    /// Once it is prepared no look shows that it was reset, so that is remembered.
    private void settle() {
        boolean wasReset = false;
        while (thread.isOpen()) {
            Look look = line.lookUntilSettled(settle);
            if (look instanceof Look.Still(Observation seen, Standing now)) {
                wasReset |= seen.reset();
            }
            Optional<Problem> trouble =
                    look instanceof Look.Trouble(Problem problem)
                            ? Optional.of(problem)
                            : line.prepare();
            runner.report(trouble.orElse(null));
            if (trouble.isEmpty() && look instanceof Look.Still(Observation seen, Standing now)) {
                runner.post(new PrintEvent.Settled(wasReset ? seen.afterReset() : seen));
                return;
            }
            trouble.ifPresent(line::recover);
            pause.accept(PrinterLine.LOOK_AGAIN);
        }
    }

    private void stage(Lease lease) {
        Optional<Problem> unfit = runner.stop().or(line::unfit);
        if (unfit.isPresent()) {
            notStaged(lease, unfit.get());
            return;
        }
        runner.report(null);
        Optional<CardSteps> drawn =
                leases.artwork(lease.token())
                        .flatMap(artwork -> CardSteps.draw(profile, lease, artwork));
        if (drawn.isEmpty()) {
            runner.post(
                    new PrintEvent.ArtworkRefused(lease.token(), Problem.ARTWORK_REFUSED.code()));
            runner.post(new PrintEvent.NotStaged(lease.token(), Problem.ARTWORK_REFUSED));
            return;
        }
        CardSteps steps = drawn.get();
        Optional<Problem> failed = carryOut(steps, 0, steps.staged());
        if (failed.isEmpty() && line.look() instanceof Look.Still(Observation seen, Standing now)) {
            ready = steps;
            runner.post(new PrintEvent.Staged(lease.token(), seen));
        } else {
            notStaged(lease, failed.orElse(Problem.CARD_PRINTER_SILENT));
        }
    }

    private void notStaged(Lease lease, Problem why) {
        progress = null;
        runner.report(why);
        runner.post(new PrintEvent.NotStaged(lease.token(), why));
    }

    /// What is in the way of a card is shown until it is gone, whether a card waits or not.
    private void tryLater() {
        pause.accept(TRY_AGAIN);
        runner.report(line.unfit().orElse(null));
        runner.post(new PrintEvent.Retry());
    }

    /// INTENT is durable and acknowledged; from here on every step touches the card.
    private void print(Lease lease) {
        CardSteps steps = ready;
        if (steps == null || !steps.token().equals(lease.token())) {
            throw new IllegalStateException("printing " + lease.job() + " without staging it");
        }
        ready = null;
        CrashPoint.pass(CrashPoint.BEFORE_FEED);
        Optional<Problem> failed = carryOut(steps, steps.staged(), steps.all().size());
        if (failed.isEmpty() && line.look() instanceof Look.Still(Observation seen, Standing now)) {
            runner.post(new PrintEvent.Made(lease.token(), seen));
        } else {
            failed(lease, failed.orElse(Problem.CARD_PRINTER_SILENT));
        }
    }

    /// Each step once; what stopped them, if anything.
    private Optional<Problem> carryOut(CardSteps steps, int from, int to) {
        for (int at = from; at < to; at++) {
            Step step = steps.all().get(at);
            progress = new Progress(steps.token(), at, steps.all().size(), step);
            Optional<Problem> failed = done(line.printer().map(step::carryOut));
            if (failed.isPresent()) {
                return failed;
            }
            if (step.touchesCard()) {
                CrashPoint.pass(CrashPoint.BETWEEN_PANELS);
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> done(Optional<Outcome<String>> answer) {
        return answer.map(given ->
                        switch (given) {
                            case Outcome.Done<String> done -> Optional.<Problem>empty();
                            case Outcome.Refused<String>(Problem problem, String text) ->
                                    Optional.of(problem);
                            case Outcome.Silent<String> silent ->
                                    Optional.of(Problem.CARD_PRINTER_SILENT);
                        })
                .orElse(Optional.of(Problem.CARD_PRINTER_SILENT));
    }

    private void sendOut(
            Lease lease,
            Function<CardPrinter, Outcome<String>> out,
            Function<Observation, PrintEvent> left) {
        Optional<Problem> failed = done(line.printer().map(out));
        progress = null;
        if (failed.isEmpty()
                && line.look() instanceof Look.Still(Observation seen, Standing now)
                && !seen.cardInside()) {
            runner.post(left.apply(seen));
        } else {
            failed(lease, failed.orElse(Problem.CARD_PRINTER_SILENT));
        }
    }

    private void failed(Lease lease, Problem problem) {
        progress = null;
        line.close();
        runner.report(problem);
        runner.post(new PrintEvent.OrderFailed(lease.token(), problem));
    }

    @Override
    public void close() {
        thread.close();
        line.close();
    }
}

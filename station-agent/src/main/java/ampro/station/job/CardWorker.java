package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.hardware.SerialPort;
import ampro.station.printer.card.CardPrinter;
import ampro.station.printer.card.Identity;
import ampro.station.printer.card.Outcome;
import ampro.station.printer.card.Step;
import ampro.station.raster.CardRaster;
import ampro.station.raster.Drawing;
import ampro.station.store.CrashPoint;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Drives one card printer: carries out the machine's orders one after the other and posts what
/// came of them. It never repeats an order that was not answered; it looks instead. Runs on a
/// platform thread of its own, because a serial line blocks.
public final class CardWorker implements AutoCloseable {
    /// The machine has one order out at a time; a second may wait behind it.
    private static final int ORDERS_MAX = 4;

    /// Between two looks at a printer that moves or does not answer.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    /// Before a staging that was refused (cover, feeder, ribbon) is tried again.
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    /// Opens the printer's line.
    @FunctionalInterface
    public interface Line {
        SerialPort open() throws IOException;
    }

    /// How far the card in the printer is: step `at` of `of`, and what it is.
    public record Progress(Token token, int at, int of, Step step) {}

    private final CardPrinterProfile profile;
    private final Line line;
    private final JournalStore journal;
    private final Runner runner;
    private final Duration settle;
    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private final CardRaster raster;
    private final BlockingQueue<PrintEffect> orders = new ArrayBlockingQueue<>(ORDERS_MAX);
    private final Thread thread;
    private volatile boolean open = true;
    private volatile @Nullable Progress progress;
    private volatile ampro.station.printer.card.Observation.@Nullable Standing standing;
    private @Nullable SerialPort port;
    private @Nullable CardPrinter printer;
    private @Nullable Plan plan;

    private record Plan(Token token, List<Step> steps) {}

    /// `settle` is how long the printer must stand still before it is believed.
    public CardWorker(
            CardPrinterProfile profile,
            Line line,
            JournalStore journal,
            Runner runner,
            Duration settle,
            InstantSource clock,
            Consumer<Duration> pause) {
        this.profile = profile;
        this.line = line;
        this.journal = journal;
        this.runner = runner;
        this.settle = settle;
        this.clock = clock;
        this.pause = pause;
        raster = new CardRaster(profile);
        thread = Thread.ofPlatform().name("card-printer").start(this::work);
    }

    /// Takes an order of the machine.
    public void order(PrintEffect order) {
        orders.add(order);
    }

    public Optional<Progress> progress() {
        return Optional.ofNullable(progress);
    }

    /// The printer as it was last seen standing still.
    public Optional<ampro.station.printer.card.Observation.Standing> lastSeen() {
        return Optional.ofNullable(standing);
    }

    private void work() {
        while (open) {
            try {
                carryOut(orders.take());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void carryOut(PrintEffect order) {
        switch (order) {
            case PrintEffect.Observe o -> settle();
            case PrintEffect.Stage(Lease lease) -> stage(lease);
            case PrintEffect.Print(Lease lease) -> print(lease);
            case PrintEffect.Eject(Lease lease) -> eject(lease);
            case PrintEffect.Reject(Lease lease) -> reject(lease);
            case PrintEffect.TryLater later -> {
                pause.accept(TRY_AGAIN);
                runner.post(new PrintEvent.Retry());
            }
            case PrintEffect.Claim c -> throw new IllegalArgumentException("not for a printer");
            case PrintEffect.FetchArtwork f ->
                    throw new IllegalArgumentException("not for a printer");
        }
    }

    /// Waits until the printer has stood still for as long as is asked, then tells what it says and
    /// sets what must be set. Looks again for as long as it takes: nothing else may be ordered.
    private void settle() {
        Optional<Observation> seen = Optional.empty();
        while (open && seen.isEmpty()) {
            seen = lookUntilStill();
            if (seen.isEmpty()) {
                runner.report(Problem.CARD_PRINTER_SILENT);
                printer().ifPresent(CardPrinter::wake); // it may wait inside a cut download
                closePort();
                pause.accept(LOOK_AGAIN);
            }
        }
        seen.ifPresent(still -> {
            runner.report(null);
            runner.post(new PrintEvent.Settled(still));
        });
    }

    private Optional<Observation> lookUntilStill() {
        var since = clock.instant();
        Observation first = null;
        while (open) {
            Optional<Observation> now = look();
            if (now.isEmpty()) {
                return Optional.empty();
            }
            if (!now.get().equals(first)) {
                first = now.get();
                since = clock.instant();
            }
            if (!clock.instant().isBefore(since.plus(settle))) {
                return prepared() ? now : Optional.empty();
            }
            pause.accept(LOOK_AGAIN);
        }
        return Optional.empty();
    }

    private boolean prepared() {
        return printer().map(p -> p.prepare() instanceof Outcome.Done).orElse(false);
    }

    /// One look; a printer that moves is looked at again, one that does not answer is not.
    private Optional<Observation> look() {
        Optional<CardPrinter> connected = printer();
        if (connected.isEmpty()
                || !(connected.get().identify() instanceof Outcome.Done<Identity>(Identity who))) {
            return Optional.empty();
        }
        while (open) {
            switch (connected.get().observe()) {
                case Outcome.Done<ampro.station.printer.card.Observation>(
                                ampro.station.printer.card.Observation.Standing still) -> {
                    standing = still;
                    return Optional.of(
                            new Observation(
                                    who.serial(),
                                    still.cardInside(),
                                    still.counters(),
                                    still.wasReset()));
                }
                case Outcome.Done<ampro.station.printer.card.Observation> moving ->
                        pause.accept(LOOK_AGAIN);
                case Outcome.Refused<ampro.station.printer.card.Observation> refused -> {
                    return Optional.empty();
                }
                case Outcome.Silent<ampro.station.printer.card.Observation> silent -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private void stage(Lease lease) {
        Optional<Plan> drawn = draw(lease);
        if (drawn.isEmpty()) {
            runner.post(
                    new PrintEvent.ArtworkRefused(lease.token(), Problem.ARTWORK_REFUSED.code()));
            notStaged(lease, Problem.ARTWORK_REFUSED);
            return;
        }
        Optional<Problem> unfit = unfit();
        if (unfit.isPresent()) {
            notStaged(lease, unfit.get());
            return;
        }
        List<Step> steps = drawn.get().steps();
        int done = 0;
        while (done < steps.size() && !steps.get(done).touchesCard()) {
            progress = new Progress(lease.token(), done, steps.size(), steps.get(done));
            if (!(steps.get(done).carryOut(printer().orElseThrow()) instanceof Outcome.Done)) {
                notStaged(lease, Problem.CARD_PRINTER_SILENT);
                return;
            }
            done++;
        }
        plan = new Plan(lease.token(), steps.subList(done, steps.size()));
        look().ifPresentOrElse(
                        seen -> runner.post(new PrintEvent.Staged(lease.token(), seen)),
                        () -> notStaged(lease, Problem.CARD_PRINTER_SILENT));
    }

    private void notStaged(Lease lease, Problem why) {
        progress = null;
        runner.post(new PrintEvent.NotStaged(lease.token(), why));
    }

    /// What keeps the printer from taking a blank, if anything.
    private Optional<Problem> unfit() {
        if (look().isEmpty()) {
            closePort();
            return Optional.of(Problem.CARD_PRINTER_SILENT);
        }
        var now = standing;
        if (now == null) {
            return Optional.of(Problem.CARD_PRINTER_SILENT);
        }
        if (now.wasReset() && !prepared()) {
            return Optional.of(Problem.CARD_PRINTER_SILENT);
        }
        return now.coverOpen()
                ? Optional.of(Problem.COVER_OPEN)
                : now.feederEmpty()
                        ? Optional.of(Problem.FEEDER_EMPTY)
                        : now.ribbonEnded()
                                ? Optional.of(Problem.RIBBON_ENDED)
                                : now.cardInside()
                                        ? Optional.of(Problem.CARD_INSIDE)
                                        : Optional.empty();
    }

    /// INTENT is durable and acknowledged; from here on every step touches the card.
    private void print(Lease lease) {
        Plan steps = plan;
        if (steps == null || !steps.token().equals(lease.token())) {
            throw new IllegalStateException("printing " + lease.job() + " without staging it");
        }
        plan = null;
        CrashPoint.pass(CrashPoint.BEFORE_FEED);
        int of = steps.steps().size();
        for (int at = 0; at < of; at++) {
            Step step = steps.steps().get(at);
            progress = new Progress(lease.token(), at, of, step);
            switch (step.carryOut(printer().orElseThrow())) {
                case Outcome.Done<String> done -> CrashPoint.pass(CrashPoint.BETWEEN_PANELS);
                case Outcome.Refused<String>(Problem problem, String text) -> {
                    failed(lease, problem);
                    return;
                }
                case Outcome.Silent<String> silent -> {
                    failed(lease, Problem.CARD_PRINTER_SILENT);
                    return;
                }
            }
        }
        look().ifPresentOrElse(
                        seen -> runner.post(new PrintEvent.Made(lease.token(), seen)),
                        () -> failed(lease, Problem.CARD_PRINTER_SILENT));
    }

    private void eject(Lease lease) {
        CrashPoint.pass(CrashPoint.BEFORE_EJECT);
        Optional<Observation> out = out(printer().map(CardPrinter::eject));
        out.ifPresentOrElse(
                seen -> runner.post(new PrintEvent.CardLeft(lease.token(), seen)),
                () -> failed(lease, Problem.CARD_PRINTER_SILENT));
    }

    private void reject(Lease lease) {
        Optional<Observation> out = out(printer().map(CardPrinter::reject));
        out.ifPresentOrElse(
                seen -> runner.post(new PrintEvent.Rejected(lease.token(), seen)),
                () -> failed(lease, Problem.CARD_PRINTER_SILENT));
    }

    private Optional<Observation> out(Optional<Outcome<String>> answer) {
        progress = null;
        return answer.isPresent() && answer.get() instanceof Outcome.Done
                ? look().filter(seen -> !seen.cardInside())
                : Optional.empty();
    }

    private void failed(Lease lease, Problem problem) {
        progress = null;
        closePort();
        runner.report(problem);
        runner.post(new PrintEvent.OrderFailed(lease.token(), problem));
    }

    /// The card's steps from the artwork that was granted; empty where it cannot be used.
    private Optional<Plan> draw(Lease lease) {
        Optional<String> text = journal.artwork(lease.token());
        if (text.isEmpty() || !EventChain.sha256(text.get()).equals(lease.sha256())) {
            return Optional.empty();
        }
        try {
            Artwork artwork = Wire.readBody(Artwork.class, text.get());
            Base64.Decoder base64 = Base64.getDecoder();
            if (raster.front(base64.decode(artwork.front())) instanceof Drawing.Drawn(var front)
                    && raster.back(base64.decode(artwork.back()))
                            instanceof Drawing.Drawn(var back)) {
                return Optional.of(new Plan(lease.token(), Step.plan(profile, front, back)));
            }
            return Optional.empty();
        } catch (WireException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<CardPrinter> printer() {
        if (printer == null) {
            try {
                SerialPort opened = line.open();
                port = opened;
                printer = CardPrinter.of(profile, opened, pause);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.of(printer);
    }

    private void closePort() {
        SerialPort opened = port;
        port = null;
        printer = null;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                // a lost line was lost before; what it did not send the next look tells
            }
        }
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
        closePort();
    }
}

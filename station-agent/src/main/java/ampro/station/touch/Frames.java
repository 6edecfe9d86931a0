package ampro.station.touch;

import ampro.firmware.problem.Problem;
import ampro.firmware.text.Texts;
import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.Sensitive;
import ampro.station.job.CardFaces;
import ampro.station.job.CardWorker;
import ampro.station.job.Lease;
import ampro.station.job.PrintState;
import ampro.station.job.Runner;
import ampro.station.touch.FrameView.Button;
import ampro.station.touch.FrameView.Next;
import ampro.station.touch.FrameView.Supplies;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What every screen shows of the station, and how a card is shown on any of them.
final class Frames {
    static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Touchscreen.Box box;
    private final Touchscreen.Hub hub;
    private final Runner runner;
    private final CardWorker worker;
    private final Supplier<Optional<Problem>> labels;
    private final CardFaces faces;
    private final InstantSource clock;

    Frames(
            Touchscreen.Box box,
            Touchscreen.Hub hub,
            Runner runner,
            CardWorker worker,
            Supplier<Optional<Problem>> labels,
            CardFaces faces,
            InstantSource clock) {
        this.box = box;
        this.hub = hub;
        this.runner = runner;
        this.worker = worker;
        this.labels = labels;
        this.faces = faces;
        this.clock = clock;
    }

    FrameView of(Locale language, TouchSessions.@Nullable Session who) {
        boolean signedIn = who != null;
        List<Next> next = signedIn ? next(runner.state()) : List.of();
        Supplies supplies =
                worker.lastSeen()
                        .map(seen ->
                                new Supplies(
                                        null,
                                        seen.cardsOnRibbon().isPresent()
                                                ? seen.cardsOnRibbon().getAsInt()
                                                : null,
                                        null))
                        .orElse(new Supplies(null, null, null));
        return new FrameView(
                Texts.of("ampro.station.pages.messages", language),
                null,
                box.station().toUpperCase(Locale.ROOT),
                box.site(),
                box.simulated(),
                box.unguarded(),
                cardPrinterProblem().isEmpty(),
                labels.get().orElse(null),
                hub.there().getAsBoolean() ? null : hub.eventsWaiting().getAsInt(),
                who == null ? null : new Sensitive<>(who.account().name()),
                LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()).format(CLOCK),
                "/live",
                supplies,
                next,
                who == null
                        ? List.of()
                        : List.of(
                                new Button(
                                        "lock",
                                        "/sign-out",
                                        new FormView("/sign-out", who.csrf(), "sign-out"))));
    }

    CardView card(Lease lease) {
        Optional<Artwork> artwork = faces.of(lease);
        return new CardView(
                lease.job(),
                artwork.map(Artwork::holder).orElse(new Sensitive<>("")),
                artwork.map(a -> a.code().licence()).orElse(""),
                artwork.map(Artwork::categories).orElse(""),
                artwork.map(a -> "/card/" + lease.token() + "/front.png").orElse(null),
                artwork.map(a -> "/card/" + lease.token() + "/back.png").orElse(null),
                lease.blank());
    }

    Optional<Problem> cardPrinterProblem() {
        return runner.state().printer() instanceof PrintState.Printer.Locked
                ? Optional.of(Problem.CARD_PRINTER_LOCKED)
                : runner.problem();
    }

    /// All that wait but the one that the screen shows already.
    private List<Next> next(PrintState state) {
        boolean showsFirst = state.atPrinter().isEmpty() && nextReady(state).isPresent();
        return state.waiting().stream()
                .skip(showsFirst ? 1 : 0)
                .map(faces::of)
                .flatMap(Optional::stream)
                .map(artwork -> new Next(artwork.holder(), artwork.categories(), 1))
                .toList();
    }

    static Optional<Lease> nextReady(PrintState state) {
        return state.waiting().stream().findFirst().filter(Lease::isReady);
    }
}

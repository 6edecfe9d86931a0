package ampro.station.touch;

import ampro.firmware.problem.Problem;
import ampro.firmware.text.Texts;
import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Sensitive;
import ampro.station.job.CardFaces;
import ampro.station.job.CardWorker;
import ampro.station.job.Decision;
import ampro.station.job.Lease;
import ampro.station.job.PrintMachine;
import ampro.station.job.PrintState;
import ampro.station.job.Runner;
import ampro.station.printer.card.Side;
import ampro.station.printer.card.Step;
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

/// Which screen is shown: the one thing to do now, from the state of the printer and the hub.
final class Screens {
    static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Touchscreen.Box box;
    private final Touchscreen.Hub hub;
    private final Runner runner;
    private final CardWorker worker;
    private final Supplier<Optional<Problem>> labels;
    private final CardFaces faces;
    private final InstantSource clock;

    Screens(
            Touchscreen.Box box,
            Touchscreen.Hub hub,
            Runner runner,
            CardWorker worker,
            Supplier<Optional<Problem>> labels,
            CardFaces faces,
            InstantSource clock) {
        this.box = box;
        this.runner = runner;
        this.worker = worker;
        this.labels = labels;
        this.faces = faces;
        this.hub = hub;
        this.clock = clock;
    }

    /// The screen of a signed-in person.
    ScreenView now(Locale language, TouchSessions.Session who, @Nullable String refusal) {
        PrintState state = runner.state();
        Optional<Lease> at = state.atPrinter();
        FrameView frame = frame(language, who);
        if (at.isEmpty()) {
            return free(frame, state);
        }
        Lease lease = at.get();
        return switch (lease.state()) {
            case EJECTED ->
                    PrintMachine.REJECTED_UNFINISHED.equals(lease.reason())
                            ? spoil(language, who, lease, refusal)
                            : check(frame, who, lease, refusal);
            case UNKNOWN -> doubt(frame, lease);
            case LOCKED ->
                    cardPrinterProblem()
                            .<ScreenView>map(problem -> trouble(frame, problem, card(lease)))
                            .orElseGet(() -> new IdleView(frame, "looking", null));
            case HELD, INTENT, BOUND, MADE, GOOD, SPOILED, RELEASED, FENCED ->
                    runner.problem()
                            .<ScreenView>map(problem -> trouble(frame, problem, card(lease)))
                            .orElseGet(() -> printing(frame, state, lease));
        };
    }

    SignInView signIn(Locale language, String id, @Nullable String refusal) {
        return new SignInView(
                frame(language, null),
                new FormView("/sign-in", "", "sign-in"),
                id,
                refusal,
                List.of());
    }

    SpoilView spoil(
            Locale language, TouchSessions.Session who, Lease lease, @Nullable String refusal) {
        return new SpoilView(
                frame(language, who),
                card(lease),
                new FormView("/spoil", who.csrf(), lease.token().toString()),
                "/",
                lease.blank() == null,
                null,
                refusal);
    }

    DecideView decide(
            Locale language,
            TouchSessions.Session who,
            Lease lease,
            Decision answer,
            @Nullable String refusal) {
        return new DecideView(
                frame(language, who),
                card(lease),
                answer,
                new FormView("/decide", who.csrf(), lease.token().toString()),
                "/",
                who.account().name(),
                null,
                null,
                refusal);
    }

    ChangedView changed(Locale language, TouchSessions.Session who, @Nullable String refusal) {
        return new ChangedView(
                frame(language, who),
                runner.state().serial(),
                new FormView("/changed", who.csrf(), "changed"),
                "/",
                who.account().name(),
                refusal);
    }

    private TroubleView trouble(FrameView frame, Problem problem, @Nullable CardView card) {
        boolean mayBeChanged = problem == Problem.CARD_PRINTER_LOCKED;
        return new TroubleView(
                frame, problem, box.printer(), card, mayBeChanged ? "/changed" : null);
    }

    private Optional<Problem> cardPrinterProblem() {
        return runner.state().printer() instanceof PrintState.Printer.Locked
                ? Optional.of(Problem.CARD_PRINTER_LOCKED)
                : runner.problem();
    }

    private ScreenView free(FrameView frame, PrintState state) {
        Optional<Problem> problem = cardPrinterProblem();
        if (problem.isPresent()) {
            return trouble(frame, problem.get(), null);
        }
        boolean isAlone = !hub.there().getAsBoolean();
        if (isAlone && box.feeding().waitsForHub()) {
            return new IdleView(frame, "hub-away", null);
        }
        if (state.waiting().isEmpty()) {
            return labels.get()
                    .<ScreenView>map(label -> new TroubleView(frame, label, null, null, null))
                    .orElseGet(() -> new IdleView(frame, isAlone ? "alone" : "waiting", null));
        }
        return nextReady(state)
                .<ScreenView>map(next -> printing(frame, state, next))
                .orElseGet(() -> new IdleView(frame, "preparing", null));
    }

    private PrintingView printing(FrameView frame, PrintState state, Lease lease) {
        PrintingView.Step at =
                worker.progress()
                        .filter(progress -> progress.token().equals(lease.token()))
                        .map(progress -> step(progress.step()))
                        .orElse(
                                lease.state() == LeaseState.MADE
                                        ? PrintingView.Step.EJECT
                                        : PrintingView.Step.BLANK);
        String words =
                switch (lease.state()) {
                    case HELD -> "preparing";
                    case MADE -> "finishing";
                    case INTENT, BOUND, EJECTED, GOOD, SPOILED, UNKNOWN, RELEASED, FENCED, LOCKED ->
                            "printing";
                };
        return new PrintingView(frame, card(lease), words, at, null, null, state.leases().size());
    }

    private CheckView check(
            FrameView frame, TouchSessions.Session who, Lease lease, @Nullable String refusal) {
        return new CheckView(
                frame,
                card(lease),
                new FormView("/good", who.csrf(), lease.token().toString()),
                "/spoil",
                null,
                null,
                refusal);
    }

    private DoubtView doubt(FrameView frame, Lease lease) {
        return new DoubtView(
                frame,
                card(lease),
                box.printer(),
                "counters-differ".equals(lease.reason()) ? "counters" : "unknown",
                "/decide",
                null,
                answered(lease),
                Problem.CARD_IN_DOUBT.code() + " · " + lease.job());
    }

    private static DoubtView.@Nullable Answered answered(Lease lease) {
        Facts answer = lease.answer();
        return answer == null || answer.decision() == null || answer.actor() == null
                ? null
                : new DoubtView.Answered(answer.decision(), answer.actor());
    }

    private static PrintingView.Step step(Step step) {
        return switch (step) {
            case Step.Feed _ -> PrintingView.Step.BLANK;
            case Step.Download(Side side, var panel, boolean touches) ->
                    side == Side.FRONT ? PrintingView.Step.BLANK : PrintingView.Step.BACK;
            case Step.Print(Side side, char panel) ->
                    side == Side.BACK
                            ? PrintingView.Step.BACK
                            : panel == 'o' ? PrintingView.Step.VARNISH : PrintingView.Step.FRONT;
        };
    }

    private CardView card(Lease lease) {
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

    private static Optional<Lease> nextReady(PrintState state) {
        return state.waiting().stream().findFirst().filter(Lease::isReady);
    }

    private FrameView frame(Locale language, TouchSessions.@Nullable Session who) {
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
}

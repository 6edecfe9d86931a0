package ampro.station.touch;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.CardWorker;
import ampro.station.job.Decision;
import ampro.station.job.Lease;
import ampro.station.job.PrintState;
import ampro.station.job.Runner;
import ampro.station.printer.card.Side;
import ampro.station.printer.card.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which screen is shown: the one thing to do now, from the state of the printer and the hub.
final class Screens {
    private final Touchscreen.Box box;
    private final Touchscreen.Hub hub;
    private final Runner runner;
    private final CardWorker worker;
    private final Supplier<Optional<Problem>> labels;
    private final Frames frames;

    Screens(
            Touchscreen.Box box,
            Touchscreen.Hub hub,
            Runner runner,
            CardWorker worker,
            Supplier<Optional<Problem>> labels,
            Frames frames) {
        this.box = box;
        this.hub = hub;
        this.runner = runner;
        this.worker = worker;
        this.labels = labels;
        this.frames = frames;
    }

    /// The screen of a signed-in person.
    ScreenView now(Locale language, TouchSessions.Session who, @Nullable String refusal) {
        PrintState state = runner.state();
        Optional<Lease> at = state.atPrinter();
        FrameView frame = frames.of(language, who);
        if (state.locked() != null) {
            return trouble(frame, Problem.GUARD_DIFFERS, at.map(frames::card).orElse(null));
        }
        if (at.isEmpty()) {
            return free(frame, state);
        }
        Lease lease = at.get();
        return switch (lease.state()) {
            case EJECTED ->
                    lease.mayBeGood()
                            ? check(frame, who, lease, refusal)
                            : spoil(language, who, lease, Evidence.USUAL, refusal);
            case UNKNOWN -> doubt(frame, lease);
            case LOCKED ->
                    frames.cardPrinterProblem()
                            .<ScreenView>map(problem -> trouble(frame, problem, frames.card(lease)))
                            .orElseGet(() -> new IdleView(frame, "looking", null));
            case HELD, INTENT, BOUND, MADE, GOOD, SPOILED, RELEASED, FENCED ->
                    runner.problem()
                            .<ScreenView>map(problem -> trouble(frame, problem, frames.card(lease)))
                            .orElseGet(() -> printing(frame, state, lease));
        };
    }

    SignInView signIn(Locale language, String id, @Nullable String refusal) {
        return new SignInView(
                frames.of(language, null),
                new FormView("/sign-in", "", "sign-in"),
                id,
                refusal,
                List.of());
    }

    SpoilView spoil(
            Locale language,
            TouchSessions.Session who,
            Lease lease,
            Evidence evidence,
            @Nullable String refusal) {
        return new SpoilView(
                frames.of(language, who),
                frames.card(lease),
                new FormView("/spoil", who.csrf(), lease.token().toString()),
                "/",
                lease.blank() == null,
                evidence,
                null,
                refusal);
    }

    DecideView decide(
            Locale language,
            TouchSessions.Session who,
            Lease lease,
            Decision answer,
            Evidence evidence,
            @Nullable String refusal) {
        return new DecideView(
                frames.of(language, who),
                frames.card(lease),
                answer,
                evidence,
                new FormView("/decide", who.csrf(), lease.token().toString()),
                "/",
                who.account().name(),
                null,
                null,
                refusal);
    }

    ChangedView changed(Locale language, TouchSessions.Session who, @Nullable String refusal) {
        return new ChangedView(
                frames.of(language, who),
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

    private ScreenView free(FrameView frame, PrintState state) {
        Optional<Problem> problem = frames.cardPrinterProblem();
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
        return Frames.nextReady(state)
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
        return new PrintingView(
                frame, frames.card(lease), words, at, null, null, state.leases().size());
    }

    private CheckView check(
            FrameView frame, TouchSessions.Session who, Lease lease, @Nullable String refusal) {
        return new CheckView(
                frame,
                frames.card(lease),
                new FormView("/good", who.csrf(), lease.token().toString()),
                "/spoil",
                null,
                null,
                refusal);
    }

    private DoubtView doubt(FrameView frame, Lease lease) {
        return new DoubtView(
                frame,
                frames.card(lease),
                box.printer(),
                cause(lease),
                Decision.possible(lease),
                "/decide",
                null,
                answered(lease),
                Problem.CARD_IN_DOUBT.code() + " · " + lease.job());
    }

    private static String cause(Lease lease) {
        return !lease.mayBeGood()
                ? "rejected"
                : "counters-differ".equals(lease.reason()) ? "counters" : "unknown";
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
}

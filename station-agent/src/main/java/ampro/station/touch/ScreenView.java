package ampro.station.touch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One screen: exactly one thing to do now.
public sealed interface ScreenView
        permits IdleView,
                PrintingView,
                CheckView,
                SpoilView,
                DoubtView,
                DecideView,
                ChangedView,
                SignInView,
                TroubleView {
    FrameView frame();

    /// The class of its layout in style.css.
    default String css() {
        return switch (this) {
            case IdleView _ -> "idle";
            case PrintingView _ -> "printing";
            case CheckView _ -> "check";
            case SpoilView _ -> "spoil";
            case DoubtView _ -> "doubt";
            case DecideView _, ChangedView _ -> "decide";
            case SignInView _ -> "sign-in";
            case TroubleView trouble -> trouble.stops() ? "trouble stop" : "trouble look";
        };
    }

    /// The machine leads: the screen follows it and shows what comes next. Else a person is asked
    /// something and needs the whole screen.
    default boolean movesByItself() {
        return switch (this) {
            case IdleView _, PrintingView _, TroubleView _ -> true;
            case CheckView _, SpoilView _, DoubtView _, DecideView _, ChangedView _, SignInView _ ->
                    false;
        };
    }

    /// The layouts of the machine's screens that a person opens this one from: while one of them is
    /// what the machine shows, it takes nothing from his hands. None for the machine's own; the
    /// machine itself asks what is wrong with a card that it has rejected.
    default List<String> openedFrom() {
        return switch (this) {
            case SpoilView spoil when spoil.evidence().unread() -> List.of("check", "spoil");
            case SpoilView _ -> List.of("check");
            case DecideView _ -> List.of("doubt");
            case ChangedView _ -> List.of("trouble");
            case IdleView _,
                    PrintingView _,
                    CheckView _,
                    DoubtView _,
                    SignInView _,
                    TroubleView _ ->
                    List.of();
        };
    }

    /// What the whole band says, to be seen from 5 m; null when nothing is abnormal.
    default @Nullable Alert alert() {
        return switch (this) {
            case DecideView decide when decide.refusal() != null ->
                    new Alert("stop", "■", say("decide.refusal." + decide.refusal()));
            case ChangedView changed when changed.refusal() != null ->
                    new Alert("stop", "■", say("decide.refusal." + changed.refusal()));
            case ChangedView _ -> new Alert("ask", "?", say("changed.band"));
            case DoubtView doubt -> new Alert("ask", "?", say("doubt.band", doubt.printer()));
            case DecideView _ -> new Alert("ask", "?", say("decide.band"));
            case TroubleView trouble when trouble.stops() ->
                    new Alert("stop", "■", say("trouble.band"));
            case IdleView _,
                    PrintingView _,
                    CheckView _,
                    SpoilView _,
                    SignInView _,
                    TroubleView _ -> {
                Integer events = frame().hubAway();
                yield events == null
                        ? labelAlert()
                        : new Alert(
                                "look",
                                "▲",
                                say(
                                        frame().unguarded()
                                                ? "frame.alone-unguarded"
                                                : "frame.hub-away",
                                        events));
            }
        };
    }

    /// Not over a question, and not where the screen says it already.
    private @Nullable Alert labelAlert() {
        return frame().labelTrouble() == null || !movesByItself() || this instanceof TroubleView
                ? null
                : new Alert("look", "▲", say("frame.label-trouble"));
    }

    private String say(String key, Object... values) {
        return frame().texts().say(key, values);
    }

    /// `css` is ask, look or stop.
    record Alert(String css, String shape, String text) {}
}

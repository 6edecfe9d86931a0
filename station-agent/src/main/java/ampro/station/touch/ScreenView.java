package ampro.station.touch;

/// One screen: exactly one thing to do now.
public sealed interface ScreenView
        permits IdleView,
                PrintingView,
                CheckView,
                SpoilView,
                DoubtView,
                DecideView,
                SignInView,
                TroubleView {
    FrameView frame();

    /// The class of its band and layout in style.css.
    default String css() {
        return switch (this) {
            case IdleView _ -> "idle";
            case PrintingView _ -> "printing";
            case CheckView _ -> "check";
            case SpoilView _ -> "spoil";
            case DoubtView _, DecideView _ -> "doubt";
            case SignInView _ -> "sign-in";
            case TroubleView trouble -> trouble.stops() ? "stop" : "look";
        };
    }
}

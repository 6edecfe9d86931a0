package ampro.station.touch;

import ampro.firmware.problem.Problem;
import ampro.firmware.text.Texts;
import ampro.firmware.wire.Sensitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands around every screen.
///
/// @param theme day, night or contrast; null follows the panel's setting
/// @param simulated the hardware is: said loudly
/// @param unguarded it prints without guard and hub, as two people accepted: said loudly
/// @param cardPrinter whether it is in order
/// @param labelTrouble why the label printer does not print; null while nothing waits for it
/// @param hubAway null while the hub answers, else the number of events that wait for it
/// @param who name of the signed-in person, null for nobody
/// @param clock as it is read here, `14:32`
/// @param live address of this screen's events; the sign-in screen does not listen
/// @param next at most [#NEXT_MAX] are shown
/// @param buttons at most [#BUTTONS_MAX]
public record FrameView(
        Texts texts,
        @Nullable String theme,
        String station,
        String site,
        boolean simulated,
        boolean unguarded,
        boolean cardPrinter,
        @Nullable Problem labelTrouble,
        @Nullable Integer hubAway,
        @Nullable Sensitive<String> who,
        String clock,
        @Nullable String live,
        Supplies supplies,
        List<Next> next,
        List<Button> buttons) {
    /// More do not fit beside the work, and nobody plans further ahead at the box.
    public static final int NEXT_MAX = 5;

    /// The width of the panel holds three of 72 px height beside the supplies.
    public static final int BUTTONS_MAX = 3;

    public FrameView {
        next = next.stream().limit(NEXT_MAX).toList();
        if (buttons.size() > BUTTONS_MAX) {
            throw new IllegalArgumentException("a screen has at most three buttons");
        }
    }

    /// Cards left; null where the printer does not say.
    public record Supplies(
            @Nullable Integer blanks, @Nullable Integer ribbon, @Nullable Integer labels) {
        /// About half an hour's work: time to fetch a box.
        private static final int LOW = 15;

        public static boolean low(@Nullable Integer left) {
            return left != null && left < LOW;
        }
    }

    /// A card that waits; priority 1 normal, 2 high, 3 urgent.
    public record Next(Sensitive<String> holder, String categories, int priority) {}

    /// A tap of `code` (text `button.<code>`): a link, or a command where `form` is not null.
    public record Button(String code, String address, @Nullable FormView form) {}
}

package ampro.station.touch;

import ampro.station.job.Decision;
import org.jspecify.annotations.Nullable;

/// The answer's evidence and its two people. The form sends `answer`; `card`, `blank`, `unread`,
/// `hopper`, `two` and `also` as the answer and its evidence ask; `second` and `pin`; and
/// `operator`, `operator_pin` where nobody is signed in.
///
/// @param back address of the question
/// @param operator name of the signed-in person, null: asked here too
/// @param refusal code of `decide.refusal.<code>`: same-person, wrong-pin, locked, wrong-card,
///   wrong-blank, counted-wrong
public record DecideView(
        FrameView frame,
        CardView card,
        Decision answer,
        Evidence evidence,
        FormView form,
        String back,
        @Nullable String operator,
        @Nullable String scannedCard,
        @Nullable String scannedBlank,
        @Nullable String refusal)
        implements ScreenView {

    /// Address of this screen for a card whose number cannot be read.
    public String unread() {
        return address(new Evidence(true, evidence.two()));
    }

    /// Address of this screen where another card came out too.
    public String two() {
        return address(new Evidence(evidence.unread(), true));
    }

    private String address(Evidence chosen) {
        return form.action() + "?answer=" + answer.code() + chosen.query();
    }
}

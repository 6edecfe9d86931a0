package ampro.station.touch;

import org.jspecify.annotations.Nullable;

/// Two people, one of them a supervisor, say that the printer or a board in it was changed. The
/// form sends `second` and `pin`.
///
/// @param known the serial number of this station's printer; null for none
/// @param back address of the [TroubleView]
/// @param operator name of the signed-in person
/// @param refusal code of `decide.refusal.<code>`: same-person, wrong-pin, locked, no-supervisor
public record ChangedView(
        FrameView frame,
        @Nullable String known,
        FormView form,
        String back,
        String operator,
        @Nullable String refusal)
        implements ScreenView {}

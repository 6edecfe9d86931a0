package ampro.hub.staff;

import ampro.hub.web.FormView;
import ampro.hub.web.Layout;
import org.jspecify.annotations.Nullable;

/// Fields: `name`, `password`, `next`.
///
/// @param name what was typed before
/// @param next where to go afterwards
/// @param refusal code of `sign-in.refusal.<code>`: wrong, locked, expired
public record SignInView(
        Layout layout, FormView form, String name, String next, @Nullable String refusal) {}

package ampro.hub.web;

import org.jspecify.annotations.Nullable;

/// A refusal or failure: what happened, what to do. Texts are `problem.<status>.…`.
///
/// @param detail the reason in words, where there is one to tell
/// @param code for the phone call: the problem's code or the request's number
/// @param back where one can go on
public record ProblemView(
        Layout layout, int status, @Nullable String detail, @Nullable String code, String back) {

    /// The statuses with texts of their own; any other is told as a 500.
    public String family() {
        return switch (status) {
            case 400, 413 -> "problem.400";
            case 401, 403, 404, 409, 429 -> "problem." + status;
            default -> "problem.500";
        };
    }
}

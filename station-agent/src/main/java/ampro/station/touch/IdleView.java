package ampro.station.touch;

import org.jspecify.annotations.Nullable;

/// Nothing is printed now.
///
/// @param why code of `idle.<code>`: waiting (no card to print), ready (cards come), paused,
///   preparing, looking (at the printer), hub-away (nothing is begun), alone (no card left to
///   begin), sign-in-first
/// @param done cards made since the shift began, null before anybody signed in
public record IdleView(FrameView frame, String why, @Nullable Integer done) implements ScreenView {}

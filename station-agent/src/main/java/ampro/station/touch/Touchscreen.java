package ampro.station.touch;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.FeedingRule;
import ampro.station.job.CardFaces;
import ampro.station.job.CardWorker;
import ampro.station.job.Runner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The operator's screen, put together.
public final class Touchscreen {
    private Touchscreen() {}

    /// What stands on every screen: the station, its site, whether its hardware is simulated, what
    /// it waits for before it feeds a card, and the printer's model.
    public record Box(
            String station, String site, boolean simulated, FeedingRule feeding, String printer) {
        boolean unguarded() {
            return feeding == FeedingRule.OFFLINE_WITHOUT_GUARD;
        }
    }

    /// The hub as far as the screen shows it.
    public record Hub(BooleanSupplier there, IntSupplier eventsWaiting) {}

    /// Every screen and what can be done there.
    ///
    /// @param labels why the label printer does not print, if a label waits for it
    /// @param clock the time that people read
    /// @param steady a clock that never jumps, for sessions and locked accounts
    public static TouchRoutes routes(
            Box box,
            Hub hub,
            Runner runner,
            CardWorker worker,
            Supplier<Optional<Problem>> labels,
            CardFaces faces,
            Predicate<String> isUsedBlank,
            Path accounts,
            Bell bell,
            InstantSource clock,
            InstantSource steady,
            RandomGenerator random) {
        Frames frames = new Frames(box, hub, runner, worker, labels, faces, clock);
        Screens screens = new Screens(box, hub, runner, worker, labels, frames);
        DoorRoutes door =
                new DoorRoutes(
                        screens,
                        new Operators(accounts, steady),
                        new TouchSessions(steady, random));
        Scans scans = new Scans(isUsedBlank);
        return new TouchRoutes(
                door,
                new ScreenRoutes(door, screens, runner, faces, bell),
                new CheckRoutes(door, screens, runner, scans),
                new DoubtRoutes(door, screens, runner, scans),
                new ChangedRoutes(door, screens, runner));
    }
}

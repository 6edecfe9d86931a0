package ampro.hub.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the demo is asked to do. `home` is the checkout whose programs it runs, `folder` where
/// everything it makes is kept, `input` a JSON array of applications instead of the sample people,
/// `operatorPause` how long an operator looks at a card before judging it.
record DemoPlan(
        Path home,
        Path folder,
        boolean once,
        int cards,
        @Nullable Path input,
        double speedFactor,
        Duration operatorPause,
        Duration limit) {
    /// The seed of the sample people: the same faces every time.
    static final long SEED = 18_013;
}

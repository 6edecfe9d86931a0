package ampro.hub.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the demo is asked to do. `home` is the checkout whose programs it runs, `folder` where
/// everything it makes is kept, `applications` the bodies that are posted one by one,
/// `operatorPause` how long an operator looks at a card before judging it, `smeared` how many of
/// their first cards each operator finds smeared.
public record DemoPlan(
        Path home,
        Path folder,
        boolean once,
        List<String> applications,
        double speedFactor,
        Duration operatorPause,
        int smeared,
        Duration limit) {
    /// The seed of the sample people: the same faces every time.
    public static final long SEED = 18_013;
}

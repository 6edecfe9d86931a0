package ampro.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;

/// What a program can take from its surroundings without being given it, and what would grow there
/// without end.
final class Ambient {
    /// Time, waiting, randomness and ids by a call or a method reference.
    static final DescribedPredicate<JavaAccess<?>> TIME_RANDOMNESS_OR_IDS =
            describe("takes time, randomness or an id", access -> isAmbient(access.getTarget()));

    /// A queue made without saying how long it may grow.
    static final DescribedPredicate<JavaAccess<?>> QUEUE_WITHOUT_LIMIT =
            describe("makes a queue without a limit", access -> isUnbounded(access.getTarget()));

    private static final Set<String> CALLS =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Thread.sleep",
                    "java.util.concurrent.TimeUnit.sleep",
                    "java.time.InstantSource.system",
                    "java.time.Clock.systemUTC",
                    "java.time.Clock.systemDefaultZone",
                    "java.time.Clock.system",
                    "java.security.SecureRandom.<init>",
                    "java.util.random.RandomGenerator.getDefault",
                    "java.util.concurrent.ThreadLocalRandom.current",
                    "java.lang.Math.random",
                    "java.util.UUID.randomUUID");

    private static final Set<String> CALLS_WITHOUT_SEED =
            Set.of("java.util.Random.<init>", "java.util.SplittableRandom.<init>");

    private static final Set<String> ENDLESS =
            Set.of(
                    "java.util.concurrent.ConcurrentLinkedQueue.<init>",
                    "java.util.concurrent.ConcurrentLinkedDeque.<init>",
                    "java.util.concurrent.LinkedTransferQueue.<init>",
                    "java.util.concurrent.PriorityBlockingQueue.<init>",
                    "java.util.concurrent.DelayQueue.<init>",
                    "java.util.concurrent.Executors.newFixedThreadPool",
                    "java.util.concurrent.Executors.newCachedThreadPool");

    private static final Set<String> ENDLESS_WITHOUT_CAPACITY =
            Set.of(
                    "java.util.concurrent.LinkedBlockingQueue.<init>",
                    "java.util.concurrent.LinkedBlockingDeque.<init>");

    private Ambient() {}

    private static boolean isAmbient(AccessTarget target) {
        return CALLS.contains(name(target))
                || (CALLS_WITHOUT_SEED.contains(name(target)) && !takes(target, "long"))
                || isNowOfNoClock(target);
    }

    /// `LocalDate.now(clock)` is given its time, `LocalDate.now(zone)` takes it.
    private static boolean isNowOfNoClock(AccessTarget target) {
        return target.getOwner().getPackageName().equals("java.time")
                && target.getName().equals("now")
                && !takes(target, "java.time.Clock");
    }

    private static boolean isUnbounded(AccessTarget target) {
        return ENDLESS.contains(name(target))
                || (ENDLESS_WITHOUT_CAPACITY.contains(name(target)) && !takes(target, "int"));
    }

    private static String name(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }

    private static boolean takes(AccessTarget target, String type) {
        return target instanceof CodeUnitAccessTarget call
                && call.getRawParameterTypes().stream()
                        .anyMatch(parameter -> parameter.getName().equals(type));
    }
}

package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.FeedingRule;
import ampro.station.hardware.GuardCounter;
import ampro.station.hardware.GuardException;
import ampro.station.store.CrashPoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps journal and guard counter in step. Journal first, then chip, and only then is a claim
/// published or acted on: so the journal is the chip's count, or one ahead when the power was cut
/// between the two. Anything else is another disk than the one that this chip has counted.
public final class Guard {
    /// Why a station prints nothing: people must look.
    static final String DIFFERS = Problem.GUARD_DIFFERS.code();

    private final @Nullable GuardCounter chip;
    private final boolean mayGoWithout;
    private volatile long count;

    /// `chip` is null where the box has none.
    public Guard(@Nullable GuardCounter chip) {
        this(chip, false);
    }

    /// @param mayGoWithout two people accept that a box without a chip does not wait for the hub
    public Guard(@Nullable GuardCounter chip, boolean mayGoWithout) {
        this.chip = chip;
        this.mayGoWithout = mayGoWithout;
    }

    boolean isThere() {
        return chip != null;
    }

    public FeedingRule feeding() {
        if (chip != null) {
            return FeedingRule.GUARDED;
        }
        return mayGoWithout ? FeedingRule.OFFLINE_WITHOUT_GUARD : FeedingRule.ACKNOWLEDGED;
    }

    /// The count as it was last known; null where the box has no chip.
    public @Nullable Long count() {
        return chip == null ? null : count;
    }

    /// Whether the chip answers, where there is one: before anything is opened that it guards.
    public void look() throws GuardException {
        if (chip != null) {
            count = chip.read();
        }
    }

    /// The chip's count, for a journal that has none yet.
    long baseline() {
        try {
            look();
        } catch (GuardException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return count;
    }

    /// After a start: catches the chip up with the last claim, or says why nothing may be printed.
    ///
    /// @param journal the count that the journal expects
    Optional<String> catchUp(long journal) {
        if (chip == null || baseline() == journal) {
            return Optional.empty();
        }
        if (count == journal - 1) {
            step(journal);
            return Optional.empty();
        }
        return Optional.of(DIFFERS);
    }

    /// A claim is committed: the chip follows.
    ///
    /// @throws IllegalStateException where it cannot or does not: then nobody may see the claim
    ///   before the next start has caught up
    void step(long journal) {
        if (chip == null) {
            return;
        }
        try {
            CrashPoint.pass(CrashPoint.BEFORE_COUNT);
            count = chip.increment();
            CrashPoint.pass(CrashPoint.AFTER_COUNT);
        } catch (GuardException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        if (count != journal) {
            throw new IllegalStateException(
                    "the guard counter says %d, the journal %d: somebody else counts on it"
                            .formatted(count, journal));
        }
    }
}

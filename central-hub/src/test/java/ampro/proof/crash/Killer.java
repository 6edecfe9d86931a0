package ampro.proof.crash;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Kills programs on a thread of its own, so that nobody's work waits for it.
final class Killer implements Runnable {
    /// A card takes about as long.
    private static final Duration AFTER_ALL_ARE_UP_MAX = Duration.ofMillis(1_200);

    /// Somebody starts for a second or two.
    private static final Duration WITHIN_A_START_MAX = Duration.ofMillis(1_500);

    /// Of all kills, the share that does not wait until all are up.
    private static final double WITHIN_A_START = 0.2;

    private final List<Victim> victims;
    private final int kills;
    private final RandomGenerator random;
    private final Semaphore allUp = new Semaphore(0);

    Killer(List<Victim> victims, int kills, RandomGenerator random) {
        this.victims = victims;
        this.kills = kills;
        this.random = random;
    }

    void allAreUp() {
        allUp.release();
    }

    @Override
    public void run() {
        try {
            for (int killed = 0; killed < kills; ) {
                boolean early = killed > 0 && random.nextDouble() < WITHIN_A_START;
                if (!early) {
                    allUp.drainPermits();
                    allUp.acquire();
                }
                Duration most = early ? WITHIN_A_START_MAX : AFTER_ALL_ARE_UP_MAX;
                TimeUnit.MILLISECONDS.sleep(random.nextLong(most.toMillis()));
                Victim victim = victims.get(random.nextInt(victims.size()));
                if (victim.isAlive()) {
                    victim.kill();
                    killed++;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

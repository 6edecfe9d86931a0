package ampro.proof.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The broker and the lines to it. Delivers late, twice, in another order or never, as its weather
/// says; keeps what nobody fetches, and may forget everything.
final class SimNetwork {
    private static final Duration LEAST = Duration.ofMillis(20);
    private static final Duration USUALLY = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final int REMEMBERED = 400;

    /// What one party says to another: the last level of its topic, and the payload.
    record Letter(String kind, String payload) {}

    private record Kept(String to, Letter letter) {}

    private final World world;
    private final Map<String, Consumer<Letter>> receivers = new HashMap<>();
    private final Deque<Kept> waiting = new ArrayDeque<>();
    private final List<Kept> old = new ArrayList<>();
    private final Set<String> cutOff = new TreeSet<>();
    private boolean up = true;
    private double dropped;
    private double twice;
    private double late;
    int delivered;

    SimNetwork(World world) {
        this.world = world;
    }

    boolean reaches(String who) {
        return up && !cutOff.contains(who);
    }

    /// From now on this party takes its messages; what was kept for it comes first.
    void subscribe(String who, Consumer<Letter> receiver) {
        receivers.put(who, receiver);
        fetch();
    }

    /// Whether this very receiver is the one that this party's messages go to: another box with the
    /// same name takes over.
    boolean isSubscribed(String who, Consumer<Letter> receiver) {
        return receiver.equals(receivers.get(who)) && reaches(who);
    }

    void unsubscribe(String who, Consumer<Letter> receiver) {
        receivers.remove(who, receiver);
    }

    /// False where the sender is not connected: then nothing has left.
    boolean send(String from, String to, Letter letter) {
        if (!reaches(from)) {
            return false;
        }
        if (old.size() < REMEMBERED) {
            old.add(new Kept(to, letter));
        } else if (world.chance(0.1)) { // of the whole week
            old.set(world.random.nextInt(REMEMBERED), new Kept(to, letter));
        }
        if (world.chance(dropped)) {
            return true;
        }
        int copies = world.chance(twice) ? 2 + world.random.nextInt(3) : 1;
        for (int i = 0; i < copies; i++) {
            Duration delay = world.between(LEAST, world.chance(late) ? LATE : USUALLY);
            world.after(delay, () -> deliver(new Kept(to, letter)));
        }
        return true;
    }

    private void deliver(Kept kept) {
        Consumer<Letter> receiver = receivers.get(kept.to());
        if (receiver == null || !reaches(kept.to())) {
            waiting.add(kept);
            return;
        }
        delivered++;
        world.count((kept.to().equals("hub") ? "up " : "down ") + kept.letter().kind());
        receiver.accept(kept.letter());
    }

    /// Delivered, and not acknowledged when its receiver died.
    void keep(String to, Letter letter) {
        waiting.add(new Kept(to, letter));
    }

    private void fetch() {
        List<Kept> kept = List.copyOf(waiting);
        waiting.clear();
        kept.forEach(each -> world.after(LEAST, () -> deliver(each)));
    }

    // --- what goes wrong ------------------------------------------------------------------------

    void weather(double droppedNow, double twiceNow, double lateNow) {
        dropped = droppedNow;
        twice = twiceNow;
        late = lateNow;
    }

    void forgetEverything() {
        waiting.clear();
    }

    /// The broker was set back: what it once delivered it delivers again.
    void replayOld() {
        List.copyOf(old).forEach(each -> world.after(USUALLY, () -> deliver(each)));
    }

    void down(Duration away) {
        up = false;
        world.after(
                away,
                () -> {
                    up = true;
                    fetch();
                });
    }

    void cutOff(String who, Duration away) {
        cutOff.add(who);
        world.after(
                away,
                () -> {
                    cutOff.remove(who);
                    fetch();
                });
    }
}

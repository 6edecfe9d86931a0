package ampro.proof.simulation;

import ampro.firmware.wire.Counters;
import ampro.station.job.Observation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A card printer with its hopper, tray and reject box: the physical truth of one station. A step
/// that was ordered is finished by the mechanism whether the host still lives or not.
final class SimPrinter {
    /// Panels of one card, both sides.
    static final int PANELS = 6;

    private static final Duration FEED = Duration.ofSeconds(3);
    private static final Duration PANEL = Duration.ofSeconds(8);
    private static final Duration MOVE = Duration.ofSeconds(4);

    final Deque<String> hopper = new ArrayDeque<>();
    final List<Card> cards = new ArrayList<>();
    private final World world;
    private final String name;
    private final boolean proven;
    private final Consumer<Card> completed;
    private String serial;
    private @Nullable Card inside;
    private long fed;
    private long panels;

    /// What the counters were when a card last left.
    private long savedFed;

    private long savedPanels;
    private boolean powered = true;
    private boolean reset;
    private boolean connected = true;
    private long busyUntil;
    private int power;
    private int blanksAFeed = 1;
    private boolean jamsNext;
    private boolean countsTheExit;

    /// A printer whose counters are `proven` never loses a step in a power cut. `completed` sees
    /// every card at the moment at which it becomes one.
    SimPrinter(World world, String name, boolean proven, Consumer<Card> completed) {
        this.world = world;
        this.name = name;
        this.proven = proven;
        this.completed = completed;
        serial = "SN-" + name;
    }

    boolean answers() {
        return powered && connected;
    }

    boolean isBusy() {
        return world.now() < busyUntil;
    }

    Optional<Card> inside() {
        return Optional.ofNullable(inside);
    }

    /// What it says of itself; the trace of a reset stays until it is prepared.
    Observation look() {
        return new Observation(serial, inside != null, new Counters(fed, panels), reset);
    }

    void prepare() {
        reset = false;
    }

    /// A step of the mechanism; `done` hears whether it went well. Nothing is heard from a printer
    /// that lost its power meanwhile.
    private void step(Duration takes, Runnable physically, Consumer<Boolean> done) {
        busyUntil = world.now() + takes.toMillis();
        int life = power;
        world.after(
                takes,
                () -> {
                    if (life != power) {
                        return;
                    }
                    boolean jammed = jamsNext;
                    jamsNext = false;
                    if (!jammed) {
                        physically.run();
                    }
                    done.accept(!jammed);
                });
    }

    /// The first command that touches a blank.
    void feed(String identity, String licence, Consumer<Boolean> done) {
        step(
                FEED,
                () -> {
                    for (int i = 0; i < blanksAFeed && !hopper.isEmpty(); i++) {
                        Card card = new Card(hopper.remove(), identity, licence);
                        cards.add(card);
                        if (inside != null) { // a second blank pushes the first one out unprinted
                            inside.place = Card.Place.TRAY;
                        }
                        inside = card;
                        fed++;
                    }
                    blanksAFeed = 1;
                    world.tell(name, "fed " + inside);
                },
                ok -> done.accept(ok && inside != null));
    }

    void panel(Consumer<Boolean> done) {
        step(
                PANEL,
                () -> {
                    panels++;
                    if (inside != null && ++inside.panels == PANELS) {
                        inside.complete = true;
                        world.tell(name, "completed " + inside);
                        completed.accept(inside);
                    }
                },
                ok -> done.accept(ok && inside != null));
    }

    void sendOut(Card.Place to, Consumer<Boolean> done) {
        step(MOVE, () -> moveOut(to), done);
    }

    private void moveOut(Card.Place to) {
        if (inside != null) {
            inside.place = to;
            world.tell(name, "out " + inside);
            inside = null;
            fed += countsTheExit ? 1 : 0;
            countsTheExit = false;
            savedFed = fed;
            savedPanels = panels;
        }
    }

    // --- what goes wrong ------------------------------------------------------------------------

    /// Counters that are not proven may lose what they counted of the card inside; that card stays
    /// or falls out.
    void powerCut(Duration away) {
        power++;
        powered = false;
        busyUntil = world.now();
        if (!proven && world.chance(0.5)) {
            fed = savedFed;
            panels = savedPanels;
        }
        if (world.chance(0.3)) {
            moveOut(Card.Place.TRAY);
        }
        world.after(
                away,
                () -> {
                    powered = true;
                    reset = true;
                });
    }

    void unplug(Duration away) {
        connected = false;
        world.after(away, () -> connected = true);
    }

    void jamNext() {
        jamsNext = true;
    }

    void feedTwoNext() {
        blanksAFeed = 2;
    }

    /// Nothing was fed.
    void countOneMore() {
        fed++;
    }

    /// As [#countOneMore], in the moment in which the next card leaves.
    void countOneMoreAtTheExit() {
        countsTheExit = true;
    }

    /// A new board: another serial, counters from zero.
    void changeBoard() {
        serial = serial + "'";
        fed = 0;
        panels = 0;
        savedFed = 0;
        savedPanels = 0;
        reset = true;
    }

    /// What it has of blanks and cards, in it and beside it, is gone.
    void destroy() {
        hopper.clear();
        stillHere().forEach(card -> card.place = Card.Place.GONE);
        inside = null;
        power++;
        busyUntil = world.now();
    }

    /// All cards in it and beside it go to the central office; returns how many.
    long takeOutEverything() {
        inside = null;
        List<Card> found = stillHere();
        found.forEach(card -> card.place = Card.Place.CENTRAL);
        return found.size();
    }

    private List<Card> stillHere() {
        return cards.stream()
                .filter(card ->
                        card.place != Card.Place.ISSUED
                                && card.place != Card.Place.GONE
                                && card.place != Card.Place.CENTRAL)
                .toList();
    }

    /// Somebody opens it and takes out what is inside.
    void clear(Card.Place to) {
        moveOut(to);
    }
}

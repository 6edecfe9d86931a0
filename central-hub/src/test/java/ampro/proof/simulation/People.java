package ampro.proof.simulation;

import ampro.firmware.wire.LeaseState;
import ampro.station.job.Decision;
import ampro.station.job.Lease;
import ampro.station.job.PrintEvent;
import ampro.station.job.PrintState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// At every box an operator and a supervisor. They answer from what physically is, late, sometimes
/// twice, sometimes with a try that is forbidden.
final class People {
    private static final Duration LOOK = Duration.ofSeconds(40);
    private static final Duration THINK = Duration.ofMinutes(30);
    private static final int REFILL_BELOW = 5;
    private static final int REFILL = 40;

    private final Site site;
    private final World world;
    private final Wishes wishes;

    /// When the operator of a box that is alone is there again.
    private final Map<SimBox, Long> backAt = new HashMap<>();

    People(Site site, Wishes wishes) {
        this.site = site;
        this.wishes = wishes;
        world = site.world;
    }

    void workAt(SimBox box) {
        world.after(
                world.between(LOOK.dividedBy(2), LOOK),
                () -> {
                    look(box);
                    workAt(box);
                });
    }

    /// The operator goes away for so long: a card lies in the tray, a question stands.
    void leave(SimBox box, Duration time) {
        backAt.put(box, world.now() + time.toMillis());
    }

    private void look(SimBox box) {
        if (world.now() < backAt.getOrDefault(box, 0L)) {
            return;
        }
        if (box.printer.hopper.size() < REFILL_BELOW && site.hub().isAlive()) {
            site.load(box, REFILL);
        }
        Optional<SimStation> station = box.station();
        if (station.isEmpty()) {
            return;
        }
        PrintState state = station.get().state();
        if (state.printer() instanceof PrintState.Printer.Locked && world.chance(0.05)) {
            station.get().tell(new PrintEvent.Rebaselined("ada", "ada")); // refused
            station.get().tell(new PrintEvent.Rebaselined("ada", "bea"));
        }
        state.atPrinter()
                .ifPresent(lease -> {
                    wishes.begun(lease.job());
                    judge(box, station.get(), lease);
                });
    }

    private void judge(SimBox box, SimStation station, Lease lease) {
        if (lease.state() == LeaseState.EJECTED) {
            check(box, station, lease);
        } else if (lease.state() == LeaseState.UNKNOWN && world.chance(0.1)) {
            answer(box, station, lease);
        }
    }

    /// The card in the tray is scanned and compared; what does not read as this card is spoiled.
    private void check(SimBox box, SimStation station, Lease lease) {
        Optional<Card> card = find(box, lease);
        if (card.isEmpty()) {
            return;
        }
        boolean good = isFinished(card.get()) && world.chance(0.97);
        PrintEvent found =
                good
                        ? new PrintEvent.FoundGood(lease.token(), card.get().blank, "ada")
                        : new PrintEvent.FoundSpoiled(
                                lease.token(), read(card.get()), "smeared", "ada");
        if (world.chance(0.1)) {
            station.tell(
                    new PrintEvent.FoundGood(new ampro.firmware.wire.Token(9, 9), "B1", "ada"));
        }
        station.tell(found);
        if (world.chance(0.1)) {
            station.tell(found); // a double tap
        }
        settle(card.get(), good);
    }

    /// The number of a spoiled card's blank; on some it cannot be read any more.
    private @Nullable String read(Card spoiled) {
        return world.chance(0.2) ? null : spoiled.blank;
    }

    /// Nothing out of the reject box is handed out, however whole it looks.
    private static boolean isFinished(Card card) {
        return card.complete && card.place == Card.Place.TRAY;
    }

    private static void settle(Card card, boolean good) {
        card.place = good ? Card.Place.ISSUED : Card.Place.SPOILED_BAG;
    }

    /// Where the card of this lease is, outside the printer.
    private static Optional<Card> find(SimBox box, Lease lease) {
        return box.printer.cards.stream()
                .filter(card -> lease.card().equals(card.identity))
                .filter(People::liesThere)
                .max((one, other) -> Boolean.compare(one.complete, other.complete));
    }

    private static boolean liesThere(Card card) {
        return card.place == Card.Place.TRAY || card.place == Card.Place.REJECT_BOX;
    }

    /// Facts only: whatever was found of this lease's blanks.
    private void answer(SimBox box, SimStation station, Lease lease) {
        box.printer
                .inside()
                .filter(card -> !box.printer.isBusy())
                .ifPresent(card -> box.printer.clear(Card.Place.REJECT_BOX));
        Optional<Card> card = find(box, lease);
        List<Card> others =
                box.printer.cards.stream()
                        .filter(other -> lease.card().equals(other.identity))
                        .filter(other -> card.filter(c -> c == other).isEmpty())
                        .filter(People::liesThere)
                        .toList();
        boolean good = card.filter(People::isFinished).isPresent();
        Decision decision =
                card.isEmpty() ? Decision.NOT_FED : good ? Decision.GOOD : Decision.SPOILED;
        PrintEvent.Answer answer =
                new PrintEvent.Answer(
                        decision,
                        card.map(c -> good || !others.isEmpty() ? c.blank : read(c)).orElse(null),
                        "seen",
                        others.stream().map(other -> other.blank).toList());
        if (world.chance(0.2)) {
            station.tell(new PrintEvent.Adjudicated(lease.token(), answer, "ada", "ada"));
        }
        if (card.isPresent() && !lease.mayBeGood()) {
            station.tell( // refused
                    new PrintEvent.Adjudicated(
                            lease.token(),
                            new PrintEvent.Answer(
                                    Decision.GOOD, card.get().blank, "seen", List.of()),
                            "ada",
                            "bea"));
        }
        if (world.chance(0.3)) {
            station.tell(new PrintEvent.Answered(lease.token(), answer, "ada"));
            world.after(
                    world.between(Duration.ZERO, THINK),
                    () -> confirmAtHub(box, lease, decision, card, others));
            return;
        }
        station.tell(new PrintEvent.Adjudicated(lease.token(), answer, "ada", "bea"));
        take(box, lease, decision, card, others);
    }

    private void confirmAtHub(
            SimBox box, Lease lease, Decision decision, Optional<Card> card, List<Card> others) {
        if (site.hub().isAlive()) {
            site.hub().confirm(lease.job());
            world.after(Duration.ofMinutes(15), () -> take(box, lease, decision, card, others));
        }
    }

    /// What was decided is put where it belongs, once the station has recorded it.
    private void take(
            SimBox box, Lease lease, Decision decision, Optional<Card> card, List<Card> others) {
        boolean decided =
                box.station().filter(s -> s.state().lease(lease.token()).isEmpty()).isPresent();
        if (decided) {
            card.filter(People::liesThere).ifPresent(c -> settle(c, decision == Decision.GOOD));
            others.stream().filter(People::liesThere).forEach(other -> settle(other, false));
        }
    }
}

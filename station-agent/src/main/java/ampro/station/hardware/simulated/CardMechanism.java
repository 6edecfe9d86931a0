package ampro.station.hardware.simulated;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.hardware.simulated.FaultRule.Kind;
import ampro.station.hardware.simulated.FaultRule.Moment;
import ampro.station.hardware.simulated.Physical.Card;
import ampro.station.hardware.simulated.PrintedCards.Side;
import ampro.station.hardware.simulated.Refused.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Rollers, head and ribbon of the card printer: what moves takes time, may fail, and is written
/// into the truth. Its monitor is free while something moves, so that states can be read, hands can
/// open the cover and power can go meanwhile. One thread drives it, any may look.
final class CardMechanism {
    /// The output tray takes no more; the usual tray of this class of printers.
    static final int TRAY_MAX = 100;

    static final int REJECT_BOX_MAX = 50;

    private static final Duration FEED = Duration.ofMillis(2500);
    private static final Duration DYE_PANEL = Duration.ofMillis(4500);
    private static final Duration RESIN_PANEL = Duration.ofSeconds(3);
    private static final Duration FLIP = Duration.ofMillis(3500);
    private static final Duration EJECT = Duration.ofSeconds(2);

    /// From power on until the first command is taken.
    private static final Duration BOOT = Duration.ofSeconds(8);

    private final CardPrinterProfile profile;
    private final Truth truth;
    private final Faults faults;
    private final Pace pace;
    private final PrintedCards cards;
    private boolean countsAtStart;
    private int boot;
    private int bootOfCommand;
    private @Nullable Runnable underHead;
    private long bootedAt = System.nanoTime();

    CardMechanism(
            CardPrinterProfile profile, Truth truth, Faults faults, Pace pace, PrintedCards cards) {
        this.profile = profile;
        this.truth = truth;
        this.faults = faults;
        this.pace = pace;
        this.cards = cards;
    }

    /// How often power came back; what the printer keeps in memory belongs to one boot.
    synchronized int boot() {
        return boot;
    }

    synchronized boolean booting() {
        return System.nanoTime() < bootedAt;
    }

    /// The driving thread begins a command that was received in this boot.
    synchronized void begin(int received) throws PowerCut {
        bootOfCommand = received;
        ensurePower();
    }

    synchronized void feed() throws Refused, PowerCut {
        ready();
        if (cardInside()) {
            throw new Refused("ERR CARD");
        }
        if (!truth.read(Physical::canFeed)) {
            throw new Refused(Trouble.FEEDER_EMPTY);
        }
        List<String> names = List.of("feed", "Si");
        int cards = faults.strikes(Kind.DOUBLE_FEED, Moment.DURING, names).isPresent() ? 2 : 1;
        // the blank is in the rollers before the motion is over, whatever happens to it
        truth.change(box -> {
            for (int i = 0; i < cards && !box.hopper.isEmpty(); i++) {
                Card card = new Card();
                card.number = box.cardPrinter.cardsInsertedBefore + ++box.cardPrinter.cardsInserted;
                card.blank = box.hopper.removeFirst();
                box.inside.add(card);
            }
            box.cardPrinter.backUp = false;
            box.cardPrinter.ribbonUsed = Physical.NO_SET;
        });
        move(names, FEED);
        after(names);
    }

    synchronized void print(Side side, char panel, PanelBitmap bitmap) throws Refused, PowerCut {
        ready();
        if (!cardInside()) {
            throw new Refused("ERR NO CARD");
        }
        turn(side);
        windRibbonTo(panel);
        truth.change(box -> {
            Card card = PrintedCards.facing(box, side);
            card.frontPanels += side == Side.FRONT ? panel : "";
            card.backPanels += side == Side.BACK ? panel : "";
            box.cardPrinter.panelsPrinted += countsAtStart ? 1 : 0;
        });
        List<String> names = List.of("panel=" + panel, "panel=" + side.word() + ":" + panel, "Sp");
        underHead = () -> cards.stain(side, panel, bitmap, profile.lines() / 2);
        try {
            move(names, panel == 'k' ? RESIN_PANEL : DYE_PANEL);
            underHead = null;
            cards.stain(side, panel, bitmap, profile.lines());
        } finally {
            liftHead();
        }
        truth.change(box -> box.cardPrinter.panelsPrinted += countsAtStart ? 0 : 1);
        after(names);
    }

    /// To the output tray; without a card inside there is nothing to do.
    synchronized void eject() throws Refused, PowerCut {
        ready();
        if (cardInside()) {
            if (truth.read(box -> box.tray.size()) >= TRAY_MAX) {
                throw new Refused(Trouble.TRAY_FULL);
            }
            List<String> names = List.of("eject", "Se");
            move(names, EJECT);
            cards.leave(box -> box.tray);
            after(names);
        }
    }

    synchronized void reject() throws Refused, PowerCut {
        ready();
        if (!cardInside()) {
            throw new Refused("ERR NO CARD");
        }
        List<String> names = List.of("reject", "Ser", "Seb");
        if (truth.read(box -> box.reject.size()) >= REJECT_BOX_MAX
                || faults.strikes(Kind.REJECT_FULL, Moment.DURING, names).isPresent()) {
            throw new Refused(Trouble.REJECT_BOX_FULL);
        }
        move(names, EJECT);
        cards.leave(box -> box.reject);
        after(names);
    }

    /// A hand changes something inside: the running motion notices.
    synchronized void touched(Consumer<Physical> hand) {
        truth.change(hand);
        notifyAll();
    }

    /// A person takes out what lies inside, if it can be reached.
    synchronized boolean clearPath() {
        if (!truth.read(Physical::insideReachable)) {
            return false;
        }
        liftHead();
        cards.leave(box -> box.taken);
        touched(box -> box.cardPrinter.jammed = false);
        return true;
    }

    /// Whatever stops a panel stops it half way.
    private void liftHead() {
        Runnable half = underHead;
        underHead = null;
        if (half != null) {
            half.run();
        }
    }

    synchronized void countsAtStart(boolean atStart) {
        countsAtStart = atStart;
    }

    /// Off and on again: the running motion stops where it is.
    synchronized void powerCycle(boolean ejectsAtStart) {
        boot++;
        bootedAt = System.nanoTime() + pace.scaled(BOOT).toNanos();
        liftHead();
        if (ejectsAtStart && !truth.read(box -> box.cardPrinter.jammed)) {
            cards.leave(box -> box.tray);
        }
        notifyAll();
    }

    /// Waits until a person has put everything right.
    synchronized void awaitFixed() throws PowerCut {
        while (!truth.read(Physical::nothingWrong)) {
            await(Duration.ofDays(1));
            ensurePower();
        }
    }

    synchronized boolean cardInside() {
        return truth.read(box -> !box.inside.isEmpty());
    }

    /// A card that no panel has touched.
    synchronized boolean bareCardInside() {
        return truth.read(Physical::bareCardInside);
    }

    private void ready() throws Refused, PowerCut {
        ensurePower();
        if (truth.read(box -> box.cardPrinter.coverOpen)) {
            throw new Refused(Trouble.COVER_OPEN);
        }
        if (truth.read(box -> box.cardPrinter.jammed)) {
            throw new Refused(Trouble.JAM);
        }
    }

    private void ensurePower() throws PowerCut {
        if (boot != bootOfCommand) {
            throw new PowerCut();
        }
    }

    private void turn(Side side) throws Refused, PowerCut {
        if (truth.read(box -> box.cardPrinter.backUp) != (side == Side.BACK)) {
            move(List.of("flip"), FLIP);
            truth.change(box -> box.cardPrinter.backUp = side == Side.BACK);
        }
    }

    /// Panels come in the ribbon's order; one that has gone by is used up, and the next set begins.
    private void windRibbonTo(char panel) throws Refused {
        String order = profile.ribbon();
        if (order.indexOf(panel) < 0) {
            throw new Refused("ERR RIB DETECTION");
        }
        if (!truth.read(box -> box.ribbonReaches(panel, order))) {
            throw new Refused(Trouble.RIBBON_ENDED);
        }
        truth.change(box -> box.windRibbon(panel, order));
    }

    private void move(List<String> names, Duration real) throws Refused, PowerCut {
        pause(real.dividedBy(2));
        if (faults.strikes(Kind.JAM, Moment.DURING, names).isPresent()) {
            truth.change(box -> box.cardPrinter.jammed = true);
        }
        if (faults.strikes(Kind.COVER_OPEN, Moment.DURING, names).isPresent()) {
            truth.change(box -> box.cardPrinter.coverOpen = true);
        }
        cutPower(Moment.DURING, names);
        ready();
        pause(real.dividedBy(2));
    }

    private void after(List<String> names) throws PowerCut {
        if (faults.strikes(Kind.RIBBON_ENDS, Moment.AFTER, names).isPresent()) {
            truth.change(Physical::endRibbon);
        }
        cutPower(Moment.AFTER, names);
    }

    private void cutPower(Moment moment, List<String> names) throws PowerCut {
        Optional<FaultRule> cut = faults.strikes(Kind.POWER_CYCLE, moment, names);
        if (cut.isPresent()) {
            powerCycle(cut.get().detail().equals("ejects"));
            throw new PowerCut();
        }
    }

    private void pause(Duration real) throws Refused, PowerCut {
        long end = System.nanoTime() + pace.scaled(real).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            await(Duration.ofNanos(left));
            ready();
        }
    }

    private void await(Duration most) throws PowerCut {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, most.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PowerCut();
        }
    }
}

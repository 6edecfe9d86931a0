package ampro.station.hardware.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is really there, as a person with the covers open would see it: the content of
/// `truth.json`. Touched only inside `Truth.change` and `Truth.read`.
final class Physical {
    static final int NO_SET = -1;

    /// A card that left the hopper. `number` counts cards of this printer; panels are those that
    /// touched it, in order, also when one of them stopped half way. Pictures are there once it has
    /// left the print position.
    static final class Card {
        int number;
        String blank = "";
        String frontPanels = "";
        String backPanels = "";
        @Nullable String front;
        @Nullable String back;
    }

    /// One format that was printed: whole copies and torn or half ones.
    static final class Label {
        int number;
        String file = "";
        int printed;
        int spoiled;
    }

    static final class CardPrinter {
        String serial = "";
        int cardsInserted;

        /// What the boards counted that were in this printer before.
        int cardsInsertedBefore;

        int panelsPrinted;

        /// Whole unused sets on the roll, and how many panels of the begun set are used; -1 when
        /// none is begun.
        int ribbonLeft;

        int ribbonUsed = NO_SET;
        int savedErrorMode;
        boolean backUp;
        boolean jammed;
        boolean coverOpen;
        boolean feederBlocked;
    }

    static final class LabelPrinter {
        String serial = "";
        int formats;
        int labelsPrinted;
        long dotsFed;
        boolean mediaOut;
    }

    CardPrinter cardPrinter = new CardPrinter();
    List<String> hopper = new ArrayList<>();
    List<Card> inside = new ArrayList<>();
    List<Card> tray = new ArrayList<>();
    List<Card> reject = new ArrayList<>();

    /// Cards that a person took away.
    List<Card> taken = new ArrayList<>();

    LabelPrinter labelPrinter = new LabelPrinter();
    List<Label> labels = new ArrayList<>();

    boolean knows(String blank) {
        return hopper.contains(blank)
                || Stream.of(inside, tray, reject, taken)
                        .flatMap(List::stream)
                        .anyMatch(card -> card.blank.equals(blank));
    }

    boolean canFeed() {
        return !hopper.isEmpty() && !cardPrinter.feederBlocked;
    }

    /// No panel has touched what is inside.
    boolean bareCardInside() {
        return !inside.isEmpty()
                && inside.stream().allMatch(c -> (c.frontPanels + c.backPanels).isEmpty());
    }

    /// Nobody gets at the card while the cover is closed and nothing is jammed.
    boolean insideReachable() {
        return !inside.isEmpty() && (cardPrinter.coverOpen || cardPrinter.jammed);
    }

    boolean nothingWrong() {
        return !cardPrinter.coverOpen
                && !cardPrinter.jammed
                && cardPrinter.ribbonLeft > 0
                && canFeed()
                && tray.size() < CardMechanism.TRAY_MAX
                && reject.size() < CardMechanism.REJECT_BOX_MAX;
    }

    /// @param order the panels of one set, in the order in which they come
    boolean ribbonReaches(char panel, String order) {
        return cardPrinter.ribbonLeft > 0 || inSet(panel, order) >= 0;
    }

    boolean ribbonGoesOn(String order) {
        boolean begun = cardPrinter.ribbonUsed != NO_SET;
        return cardPrinter.ribbonLeft > 0 || (begun && cardPrinter.ribbonUsed < order.length());
    }

    void windRibbon(char panel, String order) {
        int next = inSet(panel, order);
        if (next < 0) {
            cardPrinter.ribbonLeft--;
            next = order.indexOf(panel);
        }
        cardPrinter.ribbonUsed = next + 1;
    }

    void endRibbon() {
        cardPrinter.ribbonLeft = 0;
        cardPrinter.ribbonUsed = NO_SET;
    }

    private int inSet(char panel, String order) {
        int used = cardPrinter.ribbonUsed;
        return used == NO_SET ? -1 : order.indexOf(panel, used);
    }
}

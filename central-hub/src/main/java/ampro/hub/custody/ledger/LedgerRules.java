package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Act.ARRIVE;
import static ampro.hub.custody.ledger.Act.BOX_LOST;
import static ampro.hub.custody.ledger.Act.CARD_LOST;
import static ampro.hub.custody.ledger.Act.COUNT;
import static ampro.hub.custody.ledger.Act.DESTROY;
import static ampro.hub.custody.ledger.Act.FIND;
import static ampro.hub.custody.ledger.Act.IDENTIFY;
import static ampro.hub.custody.ledger.Act.LOAD;
import static ampro.hub.custody.ledger.Act.LOSE;
import static ampro.hub.custody.ledger.Act.PRINT;
import static ampro.hub.custody.ledger.Act.RECEIVE;
import static ampro.hub.custody.ledger.Act.RETIRE;
import static ampro.hub.custody.ledger.Act.SEND;
import static ampro.hub.custody.ledger.Act.SPOIL;
import static ampro.hub.custody.ledger.Act.STORE;
import static ampro.hub.custody.ledger.Act.UNLOAD;
import static ampro.hub.custody.ledger.BlankAccount.AT_STATION;
import static ampro.hub.custody.ledger.BlankAccount.DESTROYED;
import static ampro.hub.custody.ledger.BlankAccount.IN_DOUBT;
import static ampro.hub.custody.ledger.BlankAccount.IN_PRINTER;
import static ampro.hub.custody.ledger.BlankAccount.IN_TRANSIT;
import static ampro.hub.custody.ledger.BlankAccount.ISSUED;
import static ampro.hub.custody.ledger.BlankAccount.LOADED;
import static ampro.hub.custody.ledger.BlankAccount.LOST;
import static ampro.hub.custody.ledger.BlankAccount.OUT_TRAY;
import static ampro.hub.custody.ledger.BlankAccount.RECEIVED;
import static ampro.hub.custody.ledger.BlankAccount.SPOILED;
import static ampro.hub.custody.ledger.BlankAccount.SUPPLIER;
import static ampro.hub.custody.ledger.BlankAccount.TEST;
import static ampro.hub.custody.ledger.BlankAccount.VAULT;

import ampro.hub.web.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which account may follow which by what act, who may do it, and what needs a second person. Pure.
final class LedgerRules {
    /// By this act, out of any of these accounts into any of those.
    private record Step(Act act, Set<BlankAccount> from, Set<BlankAccount> to) {}

    private static final Set<BlankAccount> ANY = EnumSet.allOf(BlankAccount.class);

    /// What lies in a station's box and beside it.
    static final Set<BlankAccount> AT_BOX =
            EnumSet.of(AT_STATION, LOADED, IN_PRINTER, OUT_TRAY, IN_DOUBT, SPOILED, TEST);

    /// Where a count of a station finds blanks.
    private static final Set<BlankAccount> COUNTED = Set.of(AT_STATION, LOADED, OUT_TRAY, SPOILED);

    private static final List<Step> STEPS =
            List.of(
                    new Step(RECEIVE, Set.of(SUPPLIER), Set.of(RECEIVED)),
                    new Step(STORE, Set.of(RECEIVED), Set.of(VAULT)),
                    new Step(SEND, Set.of(VAULT, AT_STATION), Set.of(IN_TRANSIT)),
                    // the last four were not on the list and lie there all the same
                    new Step(
                            ARRIVE,
                            Set.of(IN_TRANSIT, RECEIVED, VAULT, AT_STATION, LOST),
                            Set.of(VAULT, AT_STATION)),
                    new Step(LOAD, Set.of(AT_STATION), Set.of(LOADED)),
                    new Step(UNLOAD, Set.of(LOADED), Set.of(AT_STATION)),
                    // a hub that was restored hears of a later step without the ones before it
                    new Step(
                            PRINT,
                            Set.of(LOADED),
                            Set.of(IN_PRINTER, OUT_TRAY, ISSUED, SPOILED, IN_DOUBT)),
                    new Step(
                            PRINT,
                            Set.of(IN_PRINTER),
                            Set.of(LOADED, OUT_TRAY, ISSUED, SPOILED, IN_DOUBT)),
                    new Step(PRINT, Set.of(OUT_TRAY), Set.of(ISSUED, SPOILED, IN_DOUBT)),
                    new Step(PRINT, Set.of(IN_DOUBT), Set.of(LOADED, OUT_TRAY, ISSUED, SPOILED)),
                    new Step(IDENTIFY, ANY, ANY),
                    new Step(Act.TEST, Set.of(AT_STATION, LOADED), Set.of(TEST)),
                    new Step(SPOIL, Set.of(RECEIVED, VAULT, AT_STATION, LOADED), Set.of(SPOILED)),
                    new Step(
                            LOSE,
                            Set.of(RECEIVED, VAULT, IN_TRANSIT, AT_STATION, LOADED, SPOILED, TEST),
                            Set.of(LOST)),
                    new Step(FIND, Set.of(LOST), Set.of(VAULT, AT_STATION)),
                    new Step(COUNT, COUNTED, COUNTED),
                    new Step(COUNT, COUNTED, Set.of(LOST)),
                    new Step(COUNT, Set.of(TEST), Set.of(LOADED, OUT_TRAY, AT_STATION, LOST)),
                    new Step(COUNT, Set.of(LOST, SUPPLIER), COUNTED),
                    new Step(DESTROY, Set.of(SPOILED, TEST), Set.of(DESTROYED)),
                    new Step(BOX_LOST, AT_BOX, Set.of(LOST)),
                    new Step(RETIRE, Set.of(AT_STATION, LOADED), Set.of(VAULT)),
                    new Step(RETIRE, Set.of(SPOILED, TEST), Set.of(SPOILED)),
                    new Step(RETIRE, Set.of(VAULT, SPOILED), Set.of(LOST)),
                    new Step(RETIRE, Set.of(LOST, SUPPLIER), Set.of(VAULT, SPOILED)),
                    new Step(CARD_LOST, Set.of(ISSUED), Set.of(LOST)));

    private LedgerRules() {}

    static boolean allows(Act act, BlankAccount from, BlankAccount to) {
        return STEPS.stream()
                .anyMatch(step ->
                        step.act() == act && step.from().contains(from) && step.to().contains(to));
    }

    /// Whether somebody else has to confirm it.
    static boolean needsWitness(Act act) {
        return act == LOSE || act == FIND || act == DESTROY;
    }

    /// Whether it has to be said why; of the others the act says it.
    static boolean needsReason(Act act) {
        return switch (act) {
            case TEST, SPOIL, IDENTIFY, LOSE, FIND, COUNT, DESTROY, BOX_LOST, RETIRE, CARD_LOST ->
                    true;
            case RECEIVE, STORE, SEND, ARRIVE, LOAD, UNLOAD, PRINT -> false;
        };
    }

    /// Who may do it; empty for what no person does, and for what follows from an act of two people
    /// that others decide.
    static Optional<Permission> permission(Act act) {
        return switch (act) {
            case RECEIVE, STORE, SEND, IDENTIFY, LOSE, FIND, COUNT, DESTROY ->
                    Optional.of(Permission.BOOK_BLANKS);
            case ARRIVE, LOAD, UNLOAD, TEST, SPOIL -> Optional.of(Permission.HANDLE_BLANKS);
            case PRINT, BOX_LOST, RETIRE, CARD_LOST -> Optional.empty();
        };
    }

    /// Where an act at this place leads, or with this transfer.
    static Spot after(Act act, String place) {
        return switch (act) {
            case RECEIVE -> new Spot(RECEIVED, place);
            case STORE -> new Spot(VAULT, place);
            case SEND -> new Spot(IN_TRANSIT, place);
            case ARRIVE, FIND -> new Spot(place.equals(Spot.CENTRAL) ? VAULT : AT_STATION, place);
            case LOAD -> new Spot(LOADED, place);
            case UNLOAD -> new Spot(AT_STATION, place);
            case TEST -> new Spot(TEST, place);
            case SPOIL -> new Spot(SPOILED, place);
            case LOSE, BOX_LOST, CARD_LOST -> new Spot(LOST, place);
            case DESTROY -> new Spot(DESTROYED, place);
            case PRINT, IDENTIFY, COUNT, RETIRE ->
                    throw new IllegalArgumentException(act + " leads to more than one account");
        };
    }
}

package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The steps of a walk that other parts of the hub order: a box lost or retired, a card that never
/// arrived. Answers what was done, if anything.
///
/// @param model where each blank has to be
record BoxWalk(Book book, Random random, Map<String, String> model) {
    private static final String WHY = "a walk";

    /// The box is lost, or goes out of service; then a new one stands in its place.
    Optional<Act> clear() {
        boolean isLost = random.nextBoolean();
        if (isLost) {
            book.database.write(handle -> StationLoss.book(handle, HERE, WHY, MIRA, Instant.EPOCH));
        } else if (book.database
                .write(handle ->
                        StationReturn.book(
                                handle,
                                HERE,
                                new StationReturn.Counted(random.nextInt(40), random.nextInt(8)),
                                WHY,
                                MIRA,
                                Instant.EPOCH))
                .isRefused()) {
            return Optional.empty();
        }
        for (BlankAccount account : LedgerRules.AT_BOX) {
            String from = Book.here(account).toString();
            String to = isLost ? Book.here(BlankAccount.LOST).toString() : back(account);
            model.replaceAll((serial, spot) -> spot.equals(from) ? to : spot);
        }
        return Optional.of(isLost ? Act.BOX_LOST : Act.RETIRE);
    }

    private static String back(BlankAccount account) {
        boolean isReject = account == BlankAccount.SPOILED || account == BlankAccount.TEST;
        return new Spot(isReject ? BlankAccount.SPOILED : BlankAccount.VAULT, Spot.CENTRAL)
                .toString();
    }

    Optional<Act> loseCard(String serial) {
        boolean wasIssued =
                book.database.write(
                        handle -> CardLoss.book(handle, serial, WHY, MIRA, Instant.EPOCH));
        if (!wasIssued) {
            return Optional.empty();
        }
        model.put(serial, book.spot(serial));
        return Optional.of(Act.CARD_LOST);
    }
}

package ampro.hub.custody.ledger;

import java.util.Locale;

/// What moves blanks. What each may do and who may do it stands in [LedgerRules].
enum Act {
    /// From the supplier, by a range of serials.
    RECEIVE,
    /// Into the vault.
    STORE,
    /// On their way to a place.
    SEND,
    ARRIVE,
    /// Into a station's hopper, and out of it.
    LOAD,
    UNLOAD,
    /// What a printer did, and the check after it.
    PRINT,
    /// One that nobody could read turns out to be this one.
    IDENTIFY,
    /// For a test print.
    TEST,
    /// Damaged before it was printed.
    SPOIL,
    LOSE,
    FIND,
    /// What an accepted count of a shift showed.
    COUNT,
    DESTROY,
    /// Lost or destroyed with its box.
    BOX_LOST,
    /// Taken out of a box that goes out of service, by count.
    RETIRE,
    /// A finished card that left us and never arrived.
    CARD_LOST;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

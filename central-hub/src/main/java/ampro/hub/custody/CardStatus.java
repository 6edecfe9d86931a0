package ampro.hub.custody;

import java.util.Locale;

/// What a card identity, the number in its seal, is worth. Only a live one is its holder's licence.
public enum CardStatus {
    /// Granted; nobody knows yet what becomes of it.
    PENDING,
    LIVE,
    /// Its lease ended before a blank was fed: no card carries it.
    VOID,
    SPOILED,
    /// Not to be accepted, wherever a card with it turns up.
    REVOKED,
    DESTROYED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

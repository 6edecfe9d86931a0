package ampro.hub.custody;

import ampro.firmware.wire.Token;

/// The hub's time as custodian under one term. It is `whole` when every station in service has
/// reported in this term: until then a job of an earlier term may be with a station that has not
/// spoken yet, and none is queued again.
public record Tenure(long term, boolean whole) {

    static final Tenure FIRST = new Tenure(1, true);

    /// A term that nobody has seen, after a restore, a failover or a new installation.
    Tenure next(long highestSeen) {
        return new Tenure(Math.max(term, highestSeen) + 1, false);
    }

    /// Whether what this token's job becomes could still be contradicted by a missing station.
    boolean isOpen(Token token) {
        return !whole && token.term() < term;
    }

    Token firstToken() {
        return new Token(term, 0);
    }
}

package ampro.firmware.wire;

import java.util.Comparator;

/// A station's right to print one job. Strictly increasing over the hub's whole life: `term` rises
/// with every restore or failover, `n` with every grant. It never ends by time.
public record Token(long term, long n) implements Comparable<Token> {
    /// A term begins with a restore or a failover: more than one a second for thirty years.
    public static final long TERM_MAX = 1_000_000_000;

    /// Digits that every store of ours takes.
    private static final long N_MAX = 1_000_000_000_000_000L;

    private static final Comparator<Token> ORDER =
            Comparator.comparingLong(Token::term).thenComparingLong(Token::n);

    public Token {
        requireTerm(term);
        if (term < 1 || n < 0 || n > N_MAX) {
            throw new IllegalArgumentException("term >= 1 and n >= 0, not " + term + "." + n);
        }
    }

    /// What somebody says of a term must be one.
    static void requireTerm(long term) {
        if (term < 0 || term > TERM_MAX) {
            throw new IllegalArgumentException("a term is 0 to " + TERM_MAX + ", not " + term);
        }
    }

    @Override
    public int compareTo(Token other) {
        return ORDER.compare(this, other);
    }

    public boolean isBelow(Token other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return term + "." + n;
    }
}

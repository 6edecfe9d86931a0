package ampro.firmware.wire;

import java.util.Comparator;

/// A station's right to print one job. Strictly increasing over the hub's whole life: `term` rises
/// with every restore or failover, `n` with every grant. It never ends by time.
public record Token(long term, long n) implements Comparable<Token> {
    private static final Comparator<Token> ORDER =
            Comparator.comparingLong(Token::term).thenComparingLong(Token::n);

    public Token {
        if (term < 1 || n < 0) {
            throw new IllegalArgumentException("term >= 1 and n >= 0, not " + term + "." + n);
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

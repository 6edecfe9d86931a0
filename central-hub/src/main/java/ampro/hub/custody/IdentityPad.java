package ampro.hub.custody;

import ampro.firmware.wire.Token;
import ampro.hub.store.CrashPoint.Commit;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Tokens and card identities, one of each a grant, taken a block at a time and told to the witness
/// before the first of them is used: one write to the disk for a hundred cards, and no grant that
/// could be given again by a database that was set back.
public final class IdentityPad {
    static final String SERIES = "token";
    private static final int BLOCK = 100;

    private final Database database;
    private final Witness witness;
    private final Supplier<String> draw;
    private final Deque<Identity> left = new ArrayDeque<>();
    private long term;

    /// What a grant is known by, never used again.
    record Identity(Token token, String card) {}

    public IdentityPad(Database database, Witness witness, Supplier<String> draw) {
        this.database = database;
        this.witness = witness;
        this.draw = draw;
    }

    /// For a grant of this term.
    synchronized Identity next(long inTerm) {
        if (left.isEmpty() || term != inTerm) {
            left.clear();
            term = inTerm;
            drawBlock();
        }
        return left.remove();
    }

    /// The database learns first that a block begins. So one that knows less than the witness is an
    /// older one, and its number is one above all of before, so that it differs from theirs.
    private void drawBlock() {
        long begun =
                database.write(
                        Commit.TOKEN,
                        handle -> Numbers.nextAfter(handle, SERIES, witness.lastToken()));
        List<String> cards = Stream.generate(draw).limit(BLOCK).toList();
        witness.draw(term, begun, cards);
        for (int i = 0; i < BLOCK; i++) {
            left.add(new Identity(new Token(term, begun + 1 + i), cards.get(i)));
        }
    }
}

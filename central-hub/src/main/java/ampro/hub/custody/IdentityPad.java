package ampro.hub.custody;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Card identities, drawn a block at a time and told to the witness before the first of them is
/// used: one write to the disk for a hundred cards, and no grant whose identity could be forgotten.
public final class IdentityPad {
    private static final int BLOCK = 100;

    private final Witness witness;
    private final Supplier<String> draw;
    private final Deque<String> left = new ArrayDeque<>();
    private long term;

    public IdentityPad(Witness witness, Supplier<String> draw) {
        this.witness = witness;
        this.draw = draw;
    }

    /// An identity that was never used, for a grant of this term.
    synchronized String next(long inTerm) {
        if (left.isEmpty() || term != inTerm) {
            List<String> block = Stream.generate(draw).limit(BLOCK).toList();
            witness.draw(inTerm, block);
            left.clear();
            left.addAll(block);
            term = inTerm;
        }
        return left.remove();
    }
}

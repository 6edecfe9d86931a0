package ampro.hub.custody.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the count of a station's blanks means. Pure. Who counts is not told what is expected.
final class BlindCount {

    /// Where blanks lie at a station, as people see it.
    enum Heap {
        HOPPER,
        /// Cards that came out and are not checked yet.
        TRAY,
        /// Spoiled cards and test cards, until they are destroyed.
        REJECT_BOX,
        SHELF;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How many lie where.
    record Sheet(long hopper, long tray, long rejectBox, long shelf) {
        long of(Heap heap) {
            return switch (heap) {
                case HOPPER -> hopper;
                case TRAY -> tray;
                case REJECT_BOX -> rejectBox;
                case SHELF -> shelf;
            };
        }
    }

    /// So many were booked with this heap and lie with that one; null is none: they are lost, or
    /// were found.
    record Correction(@Nullable Heap from, @Nullable Heap to, long blanks) {}

    private BlindCount() {}

    /// How many more lie there than the book says, where it is not as it says.
    static Map<Heap, Long> differences(Sheet counted, Sheet expected) {
        Map<Heap, Long> differences = new EnumMap<>(Heap.class);
        for (Heap heap : Heap.values()) {
            long more = counted.of(heap) - expected.of(heap);
            if (more != 0) {
                differences.put(heap, more);
            }
        }
        return differences;
    }

    /// Whether the count is what the book says. Blanks inside the printer and in doubt, `unsettled`
    /// of them, may lie in the hopper, a tray or the reject box, or be seen nowhere; their own
    /// question stays open.
    static boolean agrees(Sheet counted, Sheet expected, long unsettled) {
        Map<Heap, Long> differences = differences(counted, expected);
        return !differences.containsKey(Heap.SHELF)
                && differences.values().stream().allMatch(more -> more > 0)
                && differences.values().stream().mapToLong(Long::longValue).sum() <= unsettled;
    }

    /// What has to be booked so that the book says what was counted: what is too many at one heap
    /// and too few at another lay in the wrong one; the rest is lost, or found.
    static List<Correction> corrections(Map<Heap, Long> differences) {
        Map<Heap, Long> open = new EnumMap<>(differences);
        List<Correction> corrections = new ArrayList<>();
        for (Heap from : Heap.values()) {
            for (Heap to : Heap.values()) {
                long blanks = Math.min(-open.getOrDefault(from, 0L), open.getOrDefault(to, 0L));
                if (blanks > 0) {
                    corrections.add(new Correction(from, to, blanks));
                    open.merge(from, blanks, Long::sum);
                    open.merge(to, -blanks, Long::sum);
                }
            }
        }
        open.forEach((heap, more) -> {
            if (more < 0) {
                corrections.add(new Correction(heap, null, -more));
            } else if (more > 0) {
                corrections.add(new Correction(null, heap, more));
            }
        });
        return corrections;
    }
}

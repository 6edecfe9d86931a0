package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.BlindCount.agrees;
import static ampro.hub.custody.ledger.BlindCount.differences;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.custody.ledger.BlindCount.Correction;
import ampro.hub.custody.ledger.BlindCount.Heap;
import ampro.hub.custody.ledger.BlindCount.Sheet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class BlindCountTest {
    private static final Sheet BOOK = new Sheet(50, 2, 3, 100);

    @ParameterizedTest
    @CsvSource({
        // hopper, tray, reject box, shelf, unsettled, agrees
        "50, 2, 3, 100, 0, true",
        "49, 2, 3, 100, 0, false",
        "51, 2, 3, 100, 0, false",
        "50, 1, 4, 100, 0, false",
        "49, 2, 3, 101, 0, false",
        "50, 2, 3, 100, 2, true", // in the printer, or seen nowhere
        "51, 2, 4, 100, 2, true",
        "50, 4, 3, 100, 2, true",
        "51, 3, 4, 100, 2, false", // one too many
        "50, 2, 3, 101, 2, false", // nothing unsettled lies on the shelf
        "49, 3, 3, 100, 2, false", // one is missing, and one unsettled does not make up for it
    })
    void aCountAgreesOrItDoesNot(
            long hopper, long tray, long reject, long shelf, long unsettled, boolean agrees) {
        assertThat(agrees(new Sheet(hopper, tray, reject, shelf), BOOK, unsettled))
                .isEqualTo(agrees);
    }

    @Test
    void whatLiesInTheWrongHeapMovesAndTheRestIsLostOrFound() {
        assertThat(corrections(new Sheet(48, 3, 3, 100)))
                .containsExactly(
                        new Correction(Heap.HOPPER, Heap.TRAY, 1),
                        new Correction(Heap.HOPPER, null, 1));
        assertThat(corrections(new Sheet(50, 2, 5, 99)))
                .containsExactly(
                        new Correction(Heap.SHELF, Heap.REJECT_BOX, 1),
                        new Correction(null, Heap.REJECT_BOX, 1));
        assertThat(corrections(BOOK)).isEmpty();
    }

    @Test
    void correctionsMakeTheBookSayWhatWasCounted() {
        long seed = 2026;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Sheet counted = sheet(random);
            Sheet expected = sheet(random);
            Map<Heap, Long> book = new EnumMap<>(Heap.class);
            for (Heap heap : Heap.values()) {
                book.put(heap, expected.of(heap));
            }
            long lost = 0;
            for (Correction correction : BlindCount.corrections(differences(counted, expected))) {
                assertThat(correction.blanks()).isPositive();
                if (correction.from() != null) {
                    book.merge(correction.from(), -correction.blanks(), Long::sum);
                } else {
                    lost -= correction.blanks();
                }
                if (correction.to() != null) {
                    book.merge(correction.to(), correction.blanks(), Long::sum);
                } else {
                    lost += correction.blanks();
                }
                assertThat(book.values())
                        .as("seed %d, round %d", seed, round)
                        .allMatch(blanks -> blanks >= 0);
            }
            for (Heap heap : Heap.values()) {
                assertThat(book.get(heap)).isEqualTo(counted.of(heap));
            }
            assertThat(lost).isEqualTo(sum(expected) - sum(counted));
        }
    }

    private static List<Correction> corrections(Sheet counted) {
        return BlindCount.corrections(differences(counted, BOOK));
    }

    private static Sheet sheet(Random random) {
        return new Sheet(
                random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4));
    }

    private static long sum(Sheet sheet) {
        return sheet.hopper() + sheet.tray() + sheet.rejectBox() + sheet.shelf();
    }
}

package ampro.proof.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far a search goes: how many faults may come, how many tokens each term may give, and what
/// the two stations are.
record Bound(int tokens, int faults, Fleet fleet) {

    /// The two stations, one bit each: a guard chip, a counter that is proven to survive a power
    /// cut, a printer that reads the blank inside.
    record Fleet(int chips, int provens, int binders) {
        /// The first has all that helps, the second nothing.
        static final Fleet MIXED = new Fleet(0b01, 0b01, 0b00);

        /// Chip and proven counter are at different stations.
        static final Fleet CROSSED = new Fleet(0b01, 0b10, 0b11);

        static final Fleet BARE = new Fleet(0b00, 0b00, 0b11);
        static final Fleet GUARDED = new Fleet(0b11, 0b00, 0b11);
        static final Fleet PROVEN = new Fleet(0b00, 0b11, 0b00);

        static final List<Fleet> ALL = List.of(MIXED, CROSSED, BARE, GUARDED, PROVEN);

        @Override
        public String toString() {
            return "%s-%s".formatted(station(0), station(1));
        }

        private String station(int place) {
            String parts =
                    (has(chips, place) ? "c" : "")
                            + (has(provens, place) ? "p" : "")
                            + (has(binders, place) ? "b" : "");
            return parts.isEmpty() ? "0" : parts;
        }

        private static boolean has(int bits, int place) {
            return (bits >> place & 1) == 1;
        }
    }

    /// What `init` of the model reads.
    Map<String, String> environment(int planted) {
        Map<String, Integer> values =
                Map.of(
                        "TOKENS",
                        tokens,
                        "FAULTS",
                        faults,
                        "CHIPS",
                        fleet.chips(),
                        "PROVENS",
                        fleet.provens(),
                        "BINDERS",
                        fleet.binders(),
                        "PLANTED",
                        planted,
                        "JUDGED",
                        Words.ALL_PROPERTIES);
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}

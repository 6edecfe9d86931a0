package ampro.hub.custody.ledger;

import ampro.hub.web.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// Serials as people name them: single ones, and ranges `B0000001..B0000500` of one prefix and
/// numbers of one width.
final class SerialList {
    /// Blanks in one booking: a delivery of 20 boxes.
    static final int BLANKS_MAX = 10_000;

    /// What a track, a chip or a bar code gives.
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9-]{1,40}");

    /// The digits that a range counts; more than 18 are no number any more.
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,18})");

    /// Serials that a sentence holds.
    private static final int SHOWN_MAX = 10;

    private static final String BETWEEN = "..";

    private SerialList() {}

    /// All serials named, in order, each once.
    static Outcome<List<String>> of(String field, List<String> named) {
        Set<String> serials = new LinkedHashSet<>();
        for (String each : named) {
            Outcome<List<String>> some = range(field, each.strip());
            if (some.isRefused()) {
                return some;
            }
            for (String serial : some.orThrow()) {
                if (!serials.add(serial)) {
                    return Outcome.invalid(field, "names blank " + serial + " twice");
                }
            }
            if (serials.size() > BLANKS_MAX) {
                return tooMany(field);
            }
        }
        return serials.isEmpty()
                ? Outcome.invalid(field, "name at least one blank")
                : Outcome.done(List.copyOf(serials));
    }

    /// A single one.
    static Outcome<String> one(String field, String named) {
        return of(field, List.of(named))
                .then(serials ->
                        serials.size() == 1
                                ? Outcome.done(serials.getFirst())
                                : Outcome.invalid(field, "names one blank only"));
    }

    private static Outcome<List<String>> range(String field, String named) {
        int between = named.indexOf(BETWEEN);
        if (between < 0) {
            return SERIAL.matcher(named).matches()
                    ? Outcome.done(List.of(named))
                    : Outcome.invalid(field, "are 1 to 40 letters, digits and dashes each");
        }
        String first = named.substring(0, between).strip();
        String last = named.substring(between + BETWEEN.length()).strip();
        if (!SERIAL.matcher(first).matches() || !SERIAL.matcher(last).matches()) {
            return Outcome.invalid(field, "are 1 to 40 letters, digits and dashes each");
        }
        return range(field, first, last);
    }

    private static Outcome<List<String>> range(String field, String first, String last) {
        Matcher from = NUMBERED.matcher(first);
        Matcher to = NUMBERED.matcher(last);
        boolean fits =
                from.matches()
                        && to.matches()
                        && from.group(1).equals(to.group(1))
                        && from.group(2).length() == to.group(2).length();
        if (!fits) {
            return Outcome.invalid(
                    field,
                    "%s and %s are not two numbers of one series, of the same width"
                            .formatted(first, last));
        }
        long lowest = Long.parseLong(from.group(2));
        long highest = Long.parseLong(to.group(2));
        if (highest < lowest) {
            return Outcome.invalid(field, last + " comes before " + first);
        }
        if (highest - lowest >= BLANKS_MAX) {
            return tooMany(field);
        }
        String form = "%s%0" + from.group(2).length() + "d";
        return Outcome.done(
                LongStream.rangeClosed(lowest, highest)
                        .mapToObj(number -> form.formatted(from.group(1), number))
                        .toList());
    }

    private static <T> Outcome<T> tooMany(String field) {
        return Outcome.invalid(field, "name at most " + BLANKS_MAX + " blanks at once");
    }

    /// For a sentence: the first few, and how many more.
    static String shown(List<String> serials) {
        int more = serials.size() - SHOWN_MAX;
        return String.join(", ", serials.subList(0, Math.min(SHOWN_MAX, serials.size())))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }

    /// The shortest way to name these, which are in order: ranges where numbers follow each other.
    static List<String> ranges(List<String> serials) {
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= serials.size(); i++) {
            if (i == serials.size() || !follows(serials.get(i - 1), serials.get(i))) {
                String first = serials.get(from);
                ranges.add(i - from == 1 ? first : first + BETWEEN + serials.get(i - 1));
                from = i;
            }
        }
        return ranges;
    }

    private static boolean follows(String one, String next) {
        Matcher before = NUMBERED.matcher(one);
        Matcher after = NUMBERED.matcher(next);
        return before.matches()
                && after.matches()
                && before.group(1).equals(after.group(1))
                && before.group(2).length() == after.group(2).length()
                && Long.parseLong(after.group(2)) - Long.parseLong(before.group(2)) == 1;
    }
}

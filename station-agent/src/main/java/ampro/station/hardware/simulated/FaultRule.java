package ampro.station.hardware.simulated;

import static ampro.station.hardware.simulated.FaultRule.Moment.AFTER;
import static ampro.station.hardware.simulated.FaultRule.Moment.DURING;
import static ampro.station.hardware.simulated.FaultRule.Moment.NOW;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of a fault script: `NAME [DETAIL] [after|during SUBJECT] [times=N]`, for example `jam
/// during panel=c`, `answer drop after=Sp`, `power-cycle ejects after panel=back:k`. A subject is a
/// panel (`panel=k` of either side, `panel=back:k`), a motion (feed, flip, eject, reject, label) or
/// a command (`Sp`). A rule strikes `times` times, once if not said.
record FaultRule(Kind kind, String detail, Moment moment, String subject, int times) {
    /// More repetitions than any test needs; a fault for ever would be a broken printer.
    private static final int TIMES_MAX = 1000;

    private static final Pattern WORD_BREAK = Pattern.compile("\\s+");
    private static final Pattern TIMES = Pattern.compile("times=([0-9]{1,4})");
    private static final Pattern MOMENT = Pattern.compile("(after|during)(=.+)?");
    private static final Pattern SUBJECT =
            Pattern.compile(
                    "panel=((front|back):)?[ymcko]|[A-Z][a-z]{1,4}|feed|flip|eject|reject|label");

    /// Any subject of the kind.
    static final String ANY = "";

    enum Moment {
        NOW,
        DURING,
        AFTER
    }

    /// What can go wrong.
    enum Kind {
        /// The ribbon has no panel left, until a person puts in a new one.
        RIBBON_ENDS,
        /// Nothing can be picked, until a person loads the feeder.
        FEEDER_EMPTY,
        DOUBLE_FEED,
        /// The motion stops half way and the card's position is unknown until a person takes it.
        JAM,
        COVER_OPEN,
        REJECT_FULL,
        POWER_CYCLE,
        UNPLUG,
        /// What happens to the answer of a command that was done.
        ANSWER,
        /// How answers end.
        TERMINATOR,
        /// When the panel counter steps: as the panel starts or as it ends (so from power-on).
        COUNTER,
        /// The card printer stops reading for ever (XOFF), until it is power-cycled.
        STALL,
        /// The label printer answers nothing more, until it is power-cycled.
        SILENT,
        /// The label stops half way for want of media, until a person loads some.
        MEDIA_OUT;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// When it can strike; a rule that does not say means the first.
        private List<Moment> moments() {
            return switch (this) {
                case RIBBON_ENDS -> List.of(NOW, AFTER);
                case COVER_OPEN, STALL -> List.of(NOW, DURING);
                case POWER_CYCLE, UNPLUG -> List.of(NOW, DURING, AFTER);
                case ANSWER -> List.of(AFTER);
                case DOUBLE_FEED, JAM, REJECT_FULL, MEDIA_OUT -> List.of(DURING);
                case FEEDER_EMPTY, TERMINATOR, COUNTER, SILENT -> List.of(NOW);
            };
        }

        /// What a rule that does not say strikes at.
        private String usualSubject() {
            return switch (this) {
                case DOUBLE_FEED, JAM -> "feed";
                case REJECT_FULL -> "reject";
                case MEDIA_OUT -> "label";
                case RIBBON_ENDS, COVER_OPEN, STALL, POWER_CYCLE, UNPLUG -> ANY;
                case ANSWER, FEEDER_EMPTY, TERMINATOR, COUNTER, SILENT -> ANY;
            };
        }

        /// Its varieties; a rule that does not say means the first.
        private List<String> details() {
            return switch (this) {
                case POWER_CYCLE -> List.of("stays", "ejects");
                case UNPLUG -> List.of("card", "label");
                case ANSWER -> List.of("stale", "drop", "duplicate", "late", "garbage");
                case TERMINATOR -> List.of("cr", "nul", "crlf");
                case COUNTER -> List.of("start", "end");
                case RIBBON_ENDS, FEEDER_EMPTY, DOUBLE_FEED, JAM, COVER_OPEN -> List.of("");
                case REJECT_FULL, STALL, SILENT, MEDIA_OUT -> List.of("");
            };
        }
    }

    static FaultRule parse(String line) {
        List<String> words = WORD_BREAK.splitAsStream(line.strip()).toList();
        Kind kind =
                Arrays.stream(Kind.values())
                        .filter(k -> k.word().equals(words.getFirst()))
                        .findFirst()
                        .orElseThrow(() -> unknown(words.getFirst()));
        String detail = kind.details().getFirst();
        Moment moment = kind.moments().getFirst();
        String subject = kind.usualSubject();
        int times = 1;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            Matcher when = MOMENT.matcher(word);
            Matcher repeated = TIMES.matcher(word);
            if (kind.details().contains(word)) {
                detail = word;
            } else if (when.matches()) {
                moment = Moment.valueOf(when.group(1).toUpperCase(Locale.ROOT));
                String inline = when.group(2);
                boolean more = i + 1 < words.size();
                subject = inline != null ? inline.substring(1) : more ? words.get(++i) : "";
                check(kind, moment, subject);
            } else if (repeated.matches()) {
                times = Integer.parseInt(repeated.group(1));
            } else {
                throw new IllegalArgumentException(
                        "fault '%s' does not know '%s', details are %s"
                                .formatted(kind.word(), word, kind.details()));
            }
        }
        return new FaultRule(kind, detail, moment, subject, 1).repeated(times);
    }

    private static void check(Kind kind, Moment moment, String subject) {
        if (!kind.moments().contains(moment)) {
            throw new IllegalArgumentException(
                    "fault '%s' strikes %s only".formatted(kind.word(), kind.moments()));
        }
        if (!SUBJECT.matcher(subject).matches()) {
            throw new IllegalArgumentException(
                    "fault '%s': '%s' is no panel, motion or command"
                            .formatted(kind.word(), subject));
        }
    }

    FaultRule repeated(int times) {
        if (times < 1 || times > TIMES_MAX) {
            throw new IllegalArgumentException("times is 1 to " + TIMES_MAX);
        }
        return new FaultRule(kind, detail, moment, subject, times);
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "unknown fault '%s', known are %s"
                        .formatted(name, Arrays.stream(Kind.values()).map(Kind::word).toList()));
    }
}

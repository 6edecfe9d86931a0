package ampro.firmware.problem;

import ampro.firmware.text.Texts;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every problem a station or the hub can name. The code travels by MQTT and HTTP; the texts are in
/// `problems_<language>.properties` beside this class.
public enum Problem {
    CARD_IN_DOUBT(Severity.STOP),
    CARD_INSIDE(Severity.STOP),
    CARD_PRINTER_LOCKED(Severity.STOP),
    CARD_PRINTER_SILENT(Severity.STOP),
    CARD_PRINTER_WRONG(Severity.STOP),
    FEEDER_EMPTY(Severity.STOP),
    RIBBON_ENDED(Severity.STOP),
    COVER_OPEN(Severity.STOP),
    CARD_JAM(Severity.STOP),
    REJECT_BOX_FULL(Severity.STOP),
    ARTWORK_REFUSED(Severity.LOOK),
    HUB_AWAY(Severity.LOOK),
    LABEL_PRINTER_SILENT(Severity.LOOK),
    LABEL_PRINTER_STOPPED(Severity.LOOK),
    LABEL_UNKNOWN(Severity.LOOK),
    QUOTA_SPENT(Severity.STOP),
    DISK_FULL(Severity.STOP),
    DISK_FAILS(Severity.STOP),
    JOURNAL_DAMAGED(Severity.STOP),
    GUARD_DIFFERS(Severity.STOP),
    GUARD_SILENT(Severity.STOP);

    public enum Severity {
        /// Worth a look soon; work goes on.
        LOOK,
        /// Work stops until somebody acts.
        STOP
    }

    private final Severity severity;

    Problem(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /// The code on the wire and in support calls: `feeder-empty`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The problem of this code, if it is one.
    public static Optional<Problem> of(String code) {
        return Arrays.stream(values()).filter(problem -> problem.code().equals(code)).findFirst();
    }

    public String whatHappened(Locale language) {
        return texts(language).say(code() + ".happened");
    }

    public String whatToDo(Locale language) {
        return texts(language).say(code() + ".do");
    }

    public String whatHappensToTheCard(Locale language) {
        return texts(language).say(code() + ".card");
    }

    private static Texts texts(Locale language) {
        return Texts.of("ampro.firmware.problem.problems", language);
    }
}

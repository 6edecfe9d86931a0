package ampro.hub.web;

import ampro.firmware.problem.Problem;
import ampro.firmware.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The hub's words in the reader's language and time zone: texts, state names, times and ages.
public final class Words {
    private static final String BUNDLE = "ampro.hub.pages.messages";

    /// Ages change their unit here: nobody needs the seconds of an hour or the minutes of a day.
    private static final Duration MINUTES_FROM = Duration.ofSeconds(100);

    private static final Duration HOURS_FROM = Duration.ofMinutes(100);
    private static final Duration DAYS_FROM = Duration.ofHours(36);
    private static final Duration DAYS_ALONE_FROM = Duration.ofDays(5);

    private final Texts texts;
    private final ZoneId zone;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;

    public Words(Locale language, ZoneId zone) {
        this.texts = Texts.of(BUNDLE, language);
        this.zone = zone;
        this.day = DateTimeFormatter.ofPattern("d MMM uuuu", locale());
        this.time = DateTimeFormatter.ofPattern("HH:mm", locale());
    }

    public String say(String key, Object... values) {
        return texts.say(key, values);
    }

    /// The word for a code: `code("application.state", "under_review")`. An unknown code is shown
    /// as it came.
    public String code(String family, String code) {
        String key = family + "." + code;
        return texts.keys().contains(key) ? texts.say(key) : code;
    }

    /// Why something came about, in a sentence: for the code of a problem or of a box, else as
    /// somebody has said it.
    public String because(String reason) {
        return Problem.of(reason)
                .map(problem -> problem.whatHappened(locale()))
                .orElseGet(() -> code("because", reason));
    }

    public Locale locale() {
        return texts.language();
    }

    public String number(@Nullable Long count) {
        return count == null ? "–" : String.format(locale(), "%,d", count);
    }

    /// One or two units: `40 s`, `11 min`, `3 h`, `2 d 3 h`, `41 d`; a dash where there is none.
    public String age(@Nullable Duration age) {
        if (age == null) {
            return "–";
        }
        if (age.compareTo(MINUTES_FROM) < 0) {
            return say("age.seconds", Math.max(0, age.toSeconds()));
        }
        if (age.compareTo(HOURS_FROM) < 0) {
            return say("age.minutes", age.toMinutes());
        }
        if (age.compareTo(DAYS_FROM) < 0) {
            return say("age.hours", age.toHours());
        }
        return age.compareTo(DAYS_ALONE_FROM) < 0 && age.toHoursPart() > 0
                ? say("age.days-hours", age.toDays(), age.toHoursPart())
                : say("age.days", age.toDays());
    }

    public String time(Instant at) {
        return time.format(at.atZone(zone));
    }

    /// Day and time, for time-lines.
    public String at(Instant at) {
        return day.format(at.atZone(zone)) + " " + time(at);
    }

    public String day(LocalDate date) {
        return day.format(date);
    }
}

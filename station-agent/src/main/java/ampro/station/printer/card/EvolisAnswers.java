package ampro.station.printer.card;

import ampro.firmware.problem.Problem;
import ampro.station.printer.card.Observation.Position;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The shapes of Evolis answers, and what they mean. A shape lets no late `OK` pass where a number,
/// a name or a voltage was asked for.
final class EvolisAnswers {
    static final Pattern OK = Pattern.compile("OK");
    static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /// Current, and on some models the saved one.
    static final Pattern ERROR_MODE = Pattern.compile("([0-9]{1,2})(?:[^0-9]{1,3}([0-9]{1,2}))?");

    /// With a decimal comma: `5,00 Volts`.
    static final Pattern VOLTS = Pattern.compile("([0-9]{1,2})[,.][0-9]{1,2} ?V[a-z]*");

    static final Pattern POSITION =
            Pattern.compile("OK|NO CARD|CARD|SMART CARD|CONTACTLESS CARD|ERR CARD");

    /// `OK`, or words that are not documented: on the black mark at the ribbon's end.
    static final Pattern RIBBON_MARK = Pattern.compile("[A-Z][A-Z ]{1,30}");

    static final Pattern RIBBON = Pattern.compile("(?!OK$)[A-Za-z]{1,8}");
    static final Pattern SERIAL = Pattern.compile("(?!OK$|CARD$|BUSY$|ERR)[!-~]{3,40}");
    static final Pattern NAME = Pattern.compile("(?!OK$|CARD$|BUSY$|ERR)[ -~]{1,40}");

    /// Sensors answer about 5 V or 0 V.
    private static final int SENSOR_ON_VOLTS = 3;

    private EvolisAnswers() {}

    static Matcher errorMode(String answer) {
        return fitting(ERROR_MODE, answer);
    }

    static boolean isOn(String volts) {
        return Integer.parseInt(fitting(VOLTS, volts).group(1)) >= SENSOR_ON_VOLTS;
    }

    /// A model that does not know the question says so when the ribbon ends.
    static boolean ribbonEnded(String mark) {
        return !mark.equals("OK") && !mark.contains("CDE");
    }

    static Position position(String answer) {
        return switch (answer) {
            case "OK", "NO CARD" -> Position.NONE;
            case "CARD" -> Position.PRINT;
            case "SMART CARD" -> Position.CHIP;
            case "CONTACTLESS CARD" -> Position.CONTACTLESS;
            default -> Position.JAMMED;
        };
    }

    /// The guide names few error texts; the vendor's names of the same errors hold these words. An
    /// unknown one is treated as the worst: a card that somebody has to look for.
    static Problem problem(String error) {
        String words = error.toUpperCase(Locale.ROOT);
        if (words.contains("CDE") || words.contains("PARAM")) {
            return Problem.CARD_PRINTER_WRONG;
        }
        if (words.contains("COVER")) {
            return Problem.COVER_OPEN;
        }
        if (words.contains("RIB")) {
            return Problem.RIBBON_ENDED;
        }
        if (words.contains("REJECT") || words.contains("HOPPER")) {
            return Problem.REJECT_BOX_FULL;
        }
        return words.contains("FEED") ? Problem.FEEDER_EMPTY : Problem.CARD_JAM;
    }

    private static Matcher fitting(Pattern shape, String answer) {
        Matcher matcher = shape.matcher(answer);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not of the shape that was asked for: " + answer);
        }
        return matcher;
    }
}

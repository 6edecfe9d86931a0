package ampro.station.job;

import java.util.Locale;

/// What two people may answer to the one question: facts, never "probably".
public enum Decision {
    GOOD,
    SPOILED,
    NOT_FED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

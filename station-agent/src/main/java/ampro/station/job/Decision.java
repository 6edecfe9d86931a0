package ampro.station.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What two people may answer to the one question: facts, never "probably".
public enum Decision {
    GOOD,
    SPOILED,
    NOT_FED;

    static Decision of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(decision -> decision.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody decides " + code));
    }

    /// What can be answered of this lease's card.
    public static List<Decision> possible(Lease lease) {
        return Arrays.stream(values())
                .filter(decision -> decision != GOOD || lease.mayBeGood())
                .toList();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

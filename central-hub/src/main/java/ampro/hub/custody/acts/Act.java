package ampro.hub.custody.acts;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What is done to a job or a station by two people only; texts are `second.<code>`.
public enum Act {
    /// A new card for one that is destroyed or lost.
    REPRINT("job"),
    /// A station's box is switched off and in custody: what it says from now on does nothing.
    TAKE_IN("station"),
    /// A job of a box in custody: its card was found, or nothing was fed.
    SETTLE("job"),
    /// The box goes out of service, counted out and with nothing open.
    RETIRE("station"),
    /// The box is lost or destroyed with everything in it.
    BOX_LOST("station"),
    /// A box without a guard chip may print while the hub is away, or may not any more.
    OFFLINE("station"),
    /// What one person found at the box is so; asked by the box.
    CONFIRM("job");

    /// Those that people ask for at the hub.
    static final Set<Act> ASKED_HERE = EnumSet.complementOf(EnumSet.of(CONFIRM));

    private final String kind;

    Act(String kind) {
        this.kind = kind;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What its addresses end with: `take-in`.
    String path() {
        return code().replace('_', '-');
    }

    /// Its address in the API, or with an empty `root` on the pages.
    String address(String root) {
        return "%s/%ss/{id}/%s".formatted(root, kind, path());
    }

    boolean isOfJob() {
        return kind.equals("job");
    }

    /// The object's name in the audit.
    String object(String id) {
        return kind + "/" + id;
    }

    static Optional<Act> find(String code) {
        return Arrays.stream(values()).filter(act -> act.code().equals(code)).findFirst();
    }
}

package ampro.hub.custody.acts;

import ampro.hub.web.ActionView;
import ampro.hub.web.ActionView.Field;
import ampro.hub.web.ActionView.Weight;
import ampro.hub.web.Call;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is done to a job or a station by two people only; texts are `second.<code>`.
public enum Act {
    /// A new card for one that is destroyed or lost.
    REPRINT("job"),
    /// Nobody could read the blank of a spoiled card; now it is known by what is missing.
    NAME_BLANK("job"),
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

    /// Its address in the API, or with an empty `root` on the pages: it ends with `take-in`.
    String address(String root) {
        return "%s/%ss/{id}/%s".formatted(root, kind, code().replace('_', '-'));
    }

    /// Where a page asks for it.
    String page(String id) {
        return address("").replace("{id}", id);
    }

    /// As a page offers it.
    ActionView offered(Call call, String id, Weight weight, List<Field> asks) {
        return new ActionView(code(), call.form(page(id)), weight, Map.of(), asks);
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

package ampro.hub.staff.second;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One person asks for an act, another decides.
///
/// @param kind which act, a code
/// @param object what it is done to, as the audit names it: `job/J-17`
/// @param facts what the asker saw and said; the act is allowed only while they still hold
/// @param reason why it is asked for
/// @param answer why it was refused
public record Asking(
        String id,
        String kind,
        String object,
        List<Fact> facts,
        String reason,
        String askedBy,
        Instant askedAt,
        Instant expiresAt,
        State state,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String answer) {

    /// One thing that is known, in the order in which people read it. None is personal data.
    public record Fact(String name, String value) {}

    public enum State {
        WAITING,
        APPROVED,
        REFUSED,
        /// Nobody decided in time: what the asker saw may be of yesterday.
        EXPIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The id within its object's name: `J-17`.
    public String subject() {
        return object.substring(object.indexOf('/') + 1);
    }

    public Map<String, String> said() {
        Map<String, String> said = new LinkedHashMap<>();
        facts.forEach(fact -> said.put(fact.name(), fact.value()));
        return said;
    }

    /// The same, told with these facts only.
    public Asking with(List<Fact> told) {
        return new Asking(
                id, kind, object, told, reason, askedBy, askedAt, expiresAt, state, decidedBy,
                decidedAt, answer);
    }

    /// A row says that it waits until somebody looks at it.
    Asking at(Instant now) {
        return state == State.WAITING && !now.isBefore(expiresAt)
                ? new Asking(
                        id,
                        kind,
                        object,
                        facts,
                        reason,
                        askedBy,
                        askedAt,
                        expiresAt,
                        State.EXPIRED,
                        null,
                        null,
                        null)
                : this;
    }
}

package ampro.hub.application;

import ampro.firmware.wire.Sensitive;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One application as it stands; `version` rises with every change of status.
public record Application(
        String id,
        Status status,
        long version,
        String type,
        String site,
        Sensitive<Holder> holder,
        List<String> categories,
        String enteredBy,
        @Nullable String licence,
        @Nullable String ruleReport,
        Set<Subject> verified,
        Instant createdAt,
        Instant changedAt) {

    Application in(Status to, Instant now) {
        return new Application(
                id,
                to,
                version + 1,
                type,
                site,
                holder,
                categories,
                enteredBy,
                licence,
                ruleReport,
                verified,
                createdAt,
                now);
    }
}

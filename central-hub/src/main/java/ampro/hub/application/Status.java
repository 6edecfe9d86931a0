package ampro.hub.application;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where an application stands.
///
/// ```
/// applied -> submitted -> under_review -> approved -> license_generated -> queued_for_printing
///                          |  ^    |  ^                                     |            ^
///                          v  |    v  |                                     v            |
///                 pending_documents  pending_payment                     printing -------+
///                                                                           |            |
///              completed <- ready_for_collection <- shipped <- printed <----+            |
///                                  lost in transit ----+         +---- revoked since ----+
/// ```
///
/// rejected and cancelled are the ways out, completed, rejected and cancelled are final.
public enum Status {
    APPLIED,
    SUBMITTED,
    UNDER_REVIEW,
    PENDING_DOCUMENTS,
    PENDING_PAYMENT,
    APPROVED,
    LICENSE_GENERATED,
    QUEUED_FOR_PRINTING,
    PRINTING,
    PRINTED,
    SHIPPED,
    READY_FOR_COLLECTION,
    COMPLETED,
    REJECTED,
    CANCELLED;

    /// The states that may follow.
    public Set<Status> next() {
        return switch (this) {
            case APPLIED -> EnumSet.of(SUBMITTED, CANCELLED);
            case SUBMITTED -> EnumSet.of(UNDER_REVIEW, CANCELLED);
            case UNDER_REVIEW ->
                    EnumSet.of(PENDING_DOCUMENTS, PENDING_PAYMENT, APPROVED, REJECTED, CANCELLED);
            case PENDING_DOCUMENTS, PENDING_PAYMENT ->
                    EnumSet.of(UNDER_REVIEW, REJECTED, CANCELLED);
            case APPROVED -> EnumSet.of(LICENSE_GENERATED, UNDER_REVIEW, CANCELLED);
            case LICENSE_GENERATED -> EnumSet.of(QUEUED_FOR_PRINTING, CANCELLED);
            case QUEUED_FOR_PRINTING -> EnumSet.of(PRINTING, CANCELLED);
            case PRINTING -> EnumSet.of(PRINTED, QUEUED_FOR_PRINTING);
            case PRINTED -> EnumSet.of(SHIPPED, QUEUED_FOR_PRINTING);
            case SHIPPED -> EnumSet.of(READY_FOR_COLLECTION, QUEUED_FOR_PRINTING);
            case READY_FOR_COLLECTION -> EnumSet.of(COMPLETED, CANCELLED);
            case COMPLETED, REJECTED, CANCELLED -> EnumSet.noneOf(Status.class);
        };
    }

    public boolean isFinal() {
        return next().isEmpty();
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> find(String code) {
        return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
    }

    public static Status of(String code) {
        return find(code)
                .orElseThrow(() -> new IllegalArgumentException("no status is called " + code));
    }
}

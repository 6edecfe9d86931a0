package ampro.hub.application;

import static ampro.hub.application.Status.APPROVED;
import static ampro.hub.application.Status.CANCELLED;
import static ampro.hub.application.Status.LICENSE_GENERATED;
import static ampro.hub.application.Status.PENDING_DOCUMENTS;
import static ampro.hub.application.Status.PENDING_PAYMENT;
import static ampro.hub.application.Status.QUEUED_FOR_PRINTING;
import static ampro.hub.application.Status.REJECTED;
import static ampro.hub.application.Status.SUBMITTED;
import static ampro.hub.application.Status.UNDER_REVIEW;

import ampro.hub.web.ActionView;
import ampro.hub.web.ActionView.Field;
import ampro.hub.web.ActionView.Weight;
import ampro.hub.web.Actor;
import ampro.hub.web.Call;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a person can do with an application on its page, the obvious first. The status machine has
/// the last word; this only says what is worth offering.
enum ApplicationAction {
    START_REVIEW(Permission.REVIEW_APPLICATION, Weight.PRIMARY),
    RESUME_REVIEW(Permission.REVIEW_APPLICATION, Weight.PRIMARY),
    APPROVE(Permission.APPROVE_APPLICATION, Weight.PRIMARY),
    QUEUE(Permission.APPROVE_APPLICATION, Weight.PRIMARY),
    VERIFY_DOCUMENTS(Permission.REVIEW_APPLICATION, Weight.PLAIN),
    VERIFY_MEDICAL(Permission.REVIEW_APPLICATION, Weight.PLAIN),
    VERIFY_PAYMENT(Permission.REVIEW_APPLICATION, Weight.PLAIN),
    ASK_DOCUMENTS(Permission.REVIEW_APPLICATION, Weight.PLAIN),
    ASK_PAYMENT(Permission.REVIEW_APPLICATION, Weight.PLAIN),
    REJECT(Permission.APPROVE_APPLICATION, Weight.GRAVE),
    CANCEL(Permission.REVIEW_APPLICATION, Weight.GRAVE),
    /// Together with its print job, while that waits.
    WITHDRAW(Permission.MANAGE_QUEUE, Weight.GRAVE);

    private static final int REASON_MAX = 500;
    private static final List<String> PRIORITIES = List.of("1", "2", "3");

    private final Permission permission;
    private final Weight weight;

    ApplicationAction(Permission permission, Weight weight) {
        this.permission = permission;
        this.weight = weight;
    }

    Permission permission() {
        return permission;
    }

    /// Its words are `action.<code>`.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return code().replace('_', '-');
    }

    private Set<Status> offeredIn() {
        return switch (this) {
            case START_REVIEW -> EnumSet.of(SUBMITTED);
            case RESUME_REVIEW -> EnumSet.of(PENDING_DOCUMENTS, PENDING_PAYMENT);
            case QUEUE -> EnumSet.of(LICENSE_GENERATED);
            case WITHDRAW -> EnumSet.of(QUEUED_FOR_PRINTING);
            case REJECT -> EnumSet.of(UNDER_REVIEW, PENDING_DOCUMENTS, PENDING_PAYMENT);
            case CANCEL ->
                    EnumSet.of(
                            SUBMITTED,
                            UNDER_REVIEW,
                            PENDING_DOCUMENTS,
                            PENDING_PAYMENT,
                            APPROVED,
                            LICENSE_GENERATED);
            case APPROVE,
                    VERIFY_DOCUMENTS,
                    VERIFY_MEDICAL,
                    VERIFY_PAYMENT,
                    ASK_DOCUMENTS,
                    ASK_PAYMENT ->
                    EnumSet.of(UNDER_REVIEW);
        };
    }

    /// The states that show that somebody has done it already.
    Set<Status> wish() {
        return switch (this) {
            case START_REVIEW, RESUME_REVIEW -> EnumSet.of(UNDER_REVIEW);
            case APPROVE -> EnumSet.of(APPROVED, LICENSE_GENERATED);
            case QUEUE -> EnumSet.of(QUEUED_FOR_PRINTING);
            case ASK_DOCUMENTS -> EnumSet.of(PENDING_DOCUMENTS);
            case ASK_PAYMENT -> EnumSet.of(PENDING_PAYMENT);
            case REJECT -> EnumSet.of(REJECTED);
            case CANCEL, WITHDRAW -> EnumSet.of(CANCELLED);
            case VERIFY_DOCUMENTS, VERIFY_MEDICAL, VERIFY_PAYMENT -> EnumSet.noneOf(Status.class);
        };
    }

    static List<ActionView> offered(Call call, Application a, Trail trail) {
        return Arrays.stream(values())
                .filter(action -> action.isFor(a, call.actor()))
                .filter(action -> action != WITHDRAW || trail.cancellable())
                .map(action ->
                        new ActionView(
                                action.code(),
                                call.form("/applications/" + a.id() + "/" + action.path()),
                                action.weight,
                                Map.of(),
                                action.asks()))
                .toList();
    }

    /// The one next step that lists show, code of `action.<code>`.
    static Optional<String> obvious(Application a, Actor reader) {
        return Arrays.stream(values())
                .filter(action -> action.isFor(a, reader))
                .filter(action -> action.weight == Weight.PRIMARY || action.subject().isPresent())
                .findFirst()
                .map(action -> action.weight == Weight.PRIMARY ? action.code() : "review");
    }

    private boolean isFor(Application a, Actor reader) {
        return offeredIn().contains(a.status())
                && reader.may(permission)
                && (this != APPROVE || isApprovable(a, reader))
                && subject().filter(a.verified()::contains).isEmpty();
    }

    private static boolean isApprovable(Application a, Actor reader) {
        return a.verified().size() == Subject.values().length && !a.enteredBy().equals(reader.id());
    }

    private Optional<Subject> subject() {
        return switch (this) {
            case VERIFY_DOCUMENTS -> Optional.of(Subject.DOCUMENTS);
            case VERIFY_MEDICAL -> Optional.of(Subject.MEDICAL);
            case VERIFY_PAYMENT -> Optional.of(Subject.PAYMENT);
            case START_REVIEW,
                    RESUME_REVIEW,
                    APPROVE,
                    QUEUE,
                    ASK_DOCUMENTS,
                    ASK_PAYMENT,
                    REJECT,
                    CANCEL,
                    WITHDRAW ->
                    Optional.empty();
        };
    }

    private List<Field> asks() {
        return switch (this) {
            case START_REVIEW, RESUME_REVIEW, APPROVE -> List.of();
            case QUEUE -> List.of(Field.choice("priority", PRIORITIES));
            case VERIFY_DOCUMENTS, VERIFY_MEDICAL, VERIFY_PAYMENT ->
                    List.of(Field.text("reference", true));
            case ASK_DOCUMENTS, ASK_PAYMENT, REJECT, CANCEL, WITHDRAW -> List.of(Field.reason());
        };
    }

    Outcome<?> carryOut(
            Call call, String id, Applications applications, ApplicationPages.Others others) {
        Actor by = call.actor();
        return switch (this) {
            case START_REVIEW, RESUME_REVIEW -> applications.move(id, UNDER_REVIEW, by, null);
            case APPROVE -> others.approve().approve(id, by);
            case QUEUE -> others.queue().queue(id, priority(call), by);
            case VERIFY_DOCUMENTS, VERIFY_MEDICAL, VERIFY_PAYMENT ->
                    applications.verify(
                            id, subject().orElseThrow().code(), call.field("reference"), by);
            case ASK_DOCUMENTS -> move(call, id, PENDING_DOCUMENTS, applications);
            case ASK_PAYMENT -> move(call, id, PENDING_PAYMENT, applications);
            case REJECT -> move(call, id, REJECTED, applications);
            case CANCEL -> move(call, id, CANCELLED, applications);
            case WITHDRAW ->
                    reason(call).then(reason -> others.withdraw().withdraw(id, reason, by));
        };
    }

    private static Outcome<Application> move(
            Call call, String id, Status to, Applications applications) {
        return reason(call).then(reason -> applications.move(id, to, call.actor(), reason));
    }

    private static Outcome<String> reason(Call call) {
        String reason = call.field("reason");
        return reason.isEmpty() || reason.length() > REASON_MAX
                ? Outcome.invalid("reason", "is told in 1 to %d characters".formatted(REASON_MAX))
                : Outcome.done(reason);
    }

    /// An illegal priority is refused by the queue.
    private static int priority(Call call) {
        String priority = call.field("priority");
        return priority.matches("[0-9]") ? Integer.parseInt(priority) : 0;
    }
}

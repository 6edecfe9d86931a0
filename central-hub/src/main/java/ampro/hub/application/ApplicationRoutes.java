package ampro.hub.application;

import ampro.hub.store.History;
import ampro.hub.web.Actor;
import ampro.hub.web.Call;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The API of applications.
public final class ApplicationRoutes {
    private static final int LIST_MAX = 500;

    private final Applications applications;
    private final Approval approval;

    /// Approving makes the licence, which is another capability's work.
    @FunctionalInterface
    public interface Approval {
        Outcome<Application> approve(String id, Actor by);
    }

    public ApplicationRoutes(Applications applications, Approval approval) {
        this.applications = applications;
        this.approval = approval;
    }

    public void add(Routes routes) {
        routes.post("/api/v1/applications", Permission.ENTER_APPLICATION, this::enter)
                .get("/api/v1/applications", Permission.VIEW, this::list)
                .get("/api/v1/applications/{id}", Permission.VIEW, this::show)
                .post(
                        "/api/v1/applications/{id}/review",
                        Permission.REVIEW_APPLICATION,
                        call -> move(call, Status.UNDER_REVIEW))
                .post(
                        "/api/v1/applications/{id}/request-documents",
                        Permission.REVIEW_APPLICATION,
                        call -> move(call, Status.PENDING_DOCUMENTS))
                .post(
                        "/api/v1/applications/{id}/request-payment",
                        Permission.REVIEW_APPLICATION,
                        call -> move(call, Status.PENDING_PAYMENT))
                .post(
                        "/api/v1/applications/{id}/reject",
                        Permission.APPROVE_APPLICATION,
                        call -> move(call, Status.REJECTED))
                .post(
                        "/api/v1/applications/{id}/cancel",
                        Permission.REVIEW_APPLICATION,
                        call -> move(call, Status.CANCELLED))
                .post(
                        "/api/v1/applications/{id}/verify",
                        Permission.REVIEW_APPLICATION,
                        this::verify)
                .post(
                        "/api/v1/applications/{id}/approve",
                        Permission.APPROVE_APPLICATION,
                        this::approve);
    }

    record Moving(@Nullable String reason) {}

    record Verifying(String subject, String reference) {}

    /// An application as the API shows it.
    record Shown(
            String id,
            String status,
            long version,
            String type,
            String site,
            Holder holder,
            List<String> categories,
            @Nullable String licence,
            List<ApplicationStore.Verification> verified,
            List<History.Change> history) {}

    private void enter(Call call) {
        switch (call.body(NewApplication.class).then(a -> applications.enter(a, call.actor()))) {
            case Outcome.Done<Application>(Application entered) -> call.json(201, shown(entered));
            case Outcome.Refused<Application> refused -> call.refuse(refused);
        }
    }

    private void list(Call call) {
        Optional<String> code = call.query("status");
        Status status;
        try {
            status = code.map(c -> Status.of(c.toLowerCase(Locale.ROOT))).orElse(null);
        } catch (IllegalArgumentException e) {
            call.refuse(Outcome.invalid("status", "is not one of the 15 states"));
            return;
        }
        call.json(applications.list(status, LIST_MAX).stream().map(this::shown).toList());
    }

    private void show(Call call) {
        call.json(applications.find(call.path("id")), this::shown);
    }

    private void move(Call call, Status to) {
        call.json(
                call.bodyOr(Moving.class, new Moving(null))
                        .then(moving ->
                                applications.move(
                                        call.path("id"), to, call.actor(), moving.reason())),
                this::shown);
    }

    private void verify(Call call) {
        call.json(
                call.body(Verifying.class)
                        .then(seen ->
                                applications.verify(
                                        call.path("id"),
                                        seen.subject(),
                                        seen.reference(),
                                        call.actor())),
                this::shown);
    }

    private void approve(Call call) {
        call.json(approval.approve(call.path("id"), call.actor()), this::shown);
    }

    private Shown shown(Application a) {
        Applications.Past past = applications.past(a.id());
        return new Shown(
                a.id(),
                a.status().code(),
                a.version(),
                a.type(),
                a.site(),
                a.holder().value(),
                a.categories(),
                a.licence(),
                past.verifications(),
                past.history());
    }
}

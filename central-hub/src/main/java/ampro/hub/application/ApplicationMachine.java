package ampro.hub.application;

import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides whether an application may move; [Status] has the picture. Pure.
final class ApplicationMachine {
    private ApplicationMachine() {}

    static Outcome<Application> step(Application application, Status to, Actor by, Instant now) {
        Status from = application.status();
        if (!from.next().contains(to)) {
            return Outcome.conflict(
                    "illegal-transition",
                    "%s is %s and cannot become %s; possible is %s"
                            .formatted(application.id(), from.code(), to.code(), possible(from)));
        }
        if (to == Status.APPROVED) {
            return approve(application, by, now);
        }
        return Outcome.done(application.in(to, now));
    }

    private static Outcome<Application> approve(Application application, Actor by, Instant now) {
        Set<Subject> missing = EnumSet.allOf(Subject.class);
        missing.removeAll(application.verified());
        if (!missing.isEmpty()) {
            return Outcome.conflict(
                    "not-verified",
                    "%s cannot be approved: not verified yet: %s"
                            .formatted(
                                    application.id(),
                                    missing.stream()
                                            .map(Subject::code)
                                            .collect(Collectors.joining(", "))));
        }
        if (by.id().equals(application.enteredBy())) {
            return Outcome.forbidden(
                    "who entered an application does not approve it: another person must");
        }
        return Outcome.done(application.in(Status.APPROVED, now));
    }

    private static String possible(Status from) {
        return from.isFinal()
                ? "nothing, it is final"
                : from.next().stream().map(Status::code).collect(Collectors.joining(", "));
    }
}

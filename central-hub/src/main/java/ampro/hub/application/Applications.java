package ampro.hub.application;

import ampro.firmware.wire.Sensitive;
import ampro.hub.application.ApplicationStore.Verification;
import ampro.hub.audit.AuditStore;
import ampro.hub.store.Database;
import ampro.hub.store.History;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import ampro.hub.web.Outcome.FieldError;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What can be done with an application. Every verb is one transaction with its version, its line
/// in the history and its audit row; a verb that takes a handle joins its caller's transaction.
public final class Applications {
    private final Database database;
    private final InstantSource clock;
    private final Set<String> categories;
    private final Judges judges;

    /// What is told of an application by those who know more: the first two take a stranger's
    /// picture files and make them ours, re-encoded, nothing else kept; `card` tries whether a card
    /// can be made of it.
    public record Judges(
            Function<byte[], Outcome<byte[]>> portrait,
            Function<byte[], Outcome<byte[]>> signature,
            CardJudge card) {}

    /// What would be wrong with the card of this person.
    @FunctionalInterface
    public interface CardJudge {
        List<FieldError> wrong(
                Holder person,
                List<String> categories,
                byte[] portrait,
                byte @Nullable [] signature,
                LocalDate today);
    }

    /// `categories` are the codes that may be applied for.
    public Applications(
            Database database, InstantSource clock, Set<String> categories, Judges judges) {
        this.database = database;
        this.clock = clock;
        this.categories = categories;
        this.judges = judges;
    }

    /// What has happened to an application.
    public record Past(List<History.Change> history, List<Verification> verifications) {}

    public Outcome<Application> find(String id) {
        return database.read(handle -> ApplicationStore.find(handle, id))
                .<Outcome<Application>>map(Outcome::done)
                .orElseGet(() -> Outcome.notFound("application " + id));
    }

    public List<Application> list(@Nullable Status status, int most) {
        return database.read(handle -> ApplicationStore.list(handle, status, most));
    }

    public Past past(String id) {
        return database.read(handle ->
                new Past(
                        ApplicationStore.history(handle, id),
                        ApplicationStore.verifications(handle, id)));
    }

    /// Enters and submits an application.
    public Outcome<Application> enter(NewApplication entered, Actor by) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<FieldError> errors = new ArrayList<>(entered.errors(today, categories));
        Optional<byte[]> portrait =
                picture("portrait", entered.portrait(), judges.portrait(), errors);
        Optional<byte[]> signature =
                picture("signature", entered.signature(), judges.signature(), errors);
        if (errors.isEmpty()) {
            errors.addAll(
                    judges.card()
                            .wrong(
                                    holder(entered),
                                    Objects.requireNonNull(entered.categories()),
                                    portrait.orElseThrow(),
                                    signature.orElse(null),
                                    today));
        }
        if (!errors.isEmpty()) {
            return Outcome.invalid(errors);
        }
        return database.write(handle ->
                insert(handle, entered, portrait.orElseThrow(), signature.orElse(null), by, now));
    }

    /// Moves an application, in a transaction of its own.
    public Outcome<Application> move(String id, Status to, Actor by, @Nullable String reason) {
        return database.write(handle ->
                (to == Status.CANCELLED
                                ? notAlone(handle, id)
                                : Optional.<Outcome<Application>>empty())
                        .orElseGet(() -> move(handle, id, to, by, reason)));
    }

    /// Cancelled alone it would leave a job that still prints its card, or a card that is live.
    private static Optional<Outcome<Application>> notAlone(Handle handle, String id) {
        Status status = ApplicationStore.find(handle, id).map(Application::status).orElse(null);
        if (status == Status.QUEUED_FOR_PRINTING) {
            return Optional.of(
                    Outcome.conflict(
                            "in-print-queue",
                            id + " is queued for printing: cancel its print job"));
        }
        return status == Status.READY_FOR_COLLECTION
                ? Optional.of(
                        Outcome.conflict(
                                "card-waits",
                                id + " has a live card, which waits at its collection point"))
                : Optional.empty();
    }

    /// Moves an application as part of the caller's command.
    public Outcome<Application> move(
            Handle handle, String id, Status to, Actor by, @Nullable String reason) {
        Optional<Application> found = ApplicationStore.find(handle, id);
        if (found.isEmpty()) {
            return Outcome.notFound("application " + id);
        }
        Application from = found.get();
        return ApplicationMachine.step(from, to, by, clock.instant())
                .then(moved -> {
                    if (!ApplicationStore.save(handle, moved)) {
                        return Outcome.conflict(
                                "changed-meanwhile", id + " was changed meanwhile: look again");
                    }
                    ApplicationStore.insertChange(
                            handle, id, from.status(), moved, by.id(), reason);
                    AuditStore.write(
                            handle,
                            moved.changedAt(),
                            by,
                            "application-" + to.code(),
                            "application/" + id,
                            reason,
                            from.status().code(),
                            to.code());
                    return Outcome.done(moved);
                });
    }

    /// Records that documents, medical certificate or payment were seen, under this reference.
    public Outcome<Application> verify(String id, String subject, String reference, Actor by) {
        Optional<Subject> known = Subject.of(subject);
        if (known.isEmpty()) {
            return Outcome.invalid("subject", "is documents, medical or payment");
        }
        if (reference.isBlank() || reference.length() > NewApplication.LINE_CHARACTERS_MAX) {
            return Outcome.invalid("reference", "names the paper or payment that was seen");
        }
        return database.write(handle -> {
            Optional<Application> found = ApplicationStore.find(handle, id);
            if (found.isEmpty()) {
                return Outcome.notFound("application " + id);
            }
            if (found.get().status() != Status.UNDER_REVIEW) {
                return Outcome.conflict(
                        "not-under-review",
                        id
                                + " is "
                                + found.get().status().code()
                                + "; only what is under review can be verified");
            }
            Instant now = clock.instant();
            ApplicationStore.verify(
                    handle, id, new Verification(subject, by.id(), now.toEpochMilli(), reference));
            AuditStore.write(
                    handle, now, by, "verified-" + subject, "application/" + id, null, null, null);
            return Outcome.done(ApplicationStore.find(handle, id).orElseThrow());
        });
    }

    /// Notes the licence number and the rule report, as part of the caller's command.
    public void generated(Handle handle, String id, String licence, String ruleReport) {
        ApplicationStore.saveLicence(handle, id, licence, ruleReport);
    }

    private Outcome<Application> insert(
            Handle handle,
            NewApplication entered,
            byte[] portrait,
            byte @Nullable [] signature,
            Actor by,
            Instant now) {
        String site = Objects.requireNonNull(entered.site());
        if (SiteStore.find(handle, site).isEmpty()) {
            return Outcome.invalid("site", site + " is not a site");
        }
        String id = "A-%06d".formatted(Numbers.next(handle, "application"));
        Application applied =
                new Application(
                        id,
                        Status.APPLIED,
                        1,
                        entered.typeOrNew(),
                        site,
                        new Sensitive<>(holder(entered)),
                        List.copyOf(Objects.requireNonNull(entered.categories())),
                        by.id(),
                        null,
                        null,
                        EnumSet.noneOf(Subject.class),
                        now,
                        now);
        ApplicationStore.insert(handle, applied);
        ApplicationStore.insertPictures(handle, id, portrait, signature);
        ApplicationStore.insertChange(handle, id, null, applied, by.id(), null);
        AuditStore.write(
                handle,
                now,
                by,
                "application-entered",
                "application/" + id,
                null,
                null,
                Status.APPLIED.code());
        return move(handle, id, Status.SUBMITTED, by, null);
    }

    private static Optional<byte[]> picture(
            String field,
            @Nullable String base64,
            Function<byte[], Outcome<byte[]>> judge,
            List<FieldError> errors) {
        if (base64 == null || base64.isBlank()) {
            return Optional.empty();
        }
        byte[] file;
        try {
            file = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(field, "is not Base64"));
            return Optional.empty();
        }
        return switch (judge.apply(file)) {
            case Outcome.Done<byte[]>(byte[] ours) -> Optional.of(ours);
            case Outcome.Refused<byte[]> refused -> {
                errors.addAll(refused.fields());
                yield Optional.empty();
            }
        };
    }

    private static Holder holder(NewApplication entered) {
        return new Holder(
                Objects.requireNonNull(entered.surname()).strip(),
                Objects.requireNonNull(entered.givenNames()).strip(),
                Objects.requireNonNull(entered.birthDate()),
                entered.birthPlace(),
                entered.sex(),
                entered.address() == null ? List.of() : List.copyOf(entered.address()),
                entered.restrictions() == null ? List.of() : List.copyOf(entered.restrictions()));
    }
}

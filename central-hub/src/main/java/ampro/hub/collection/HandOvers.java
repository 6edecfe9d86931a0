package ampro.hub.collection;

import ampro.firmware.wire.CardCode;
import ampro.hub.application.Application;
import ampro.hub.application.ApplicationStore;
import ampro.hub.application.Applications;
import ampro.hub.application.Status;
import ampro.hub.audit.AuditStore;
import ampro.hub.card.LicenceStore;
import ampro.hub.custody.CardStore;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Gives a card to the person it is for, after a look at their identity document. Only now is the
/// licence active.
public final class HandOvers {
    private static final int DOCUMENT_CHARACTERS_MAX = 60;

    private final Database database;
    private final Applications applications;
    private final InstantSource clock;

    public HandOvers(Database database, Applications applications, InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.clock = clock;
    }

    /// `scan` is the symbol on the card that is being handed over, `document` what identified the
    /// person, such as `passport` or `national identity card`; its number is not kept.
    public Outcome<Application> handOver(String scan, String document, Actor by) {
        Optional<CardCode> code = CardCode.parse(scan);
        if (code.isEmpty()) {
            return Outcome.invalid("card", "is not the symbol of a card");
        }
        if (document.isBlank() || document.length() > DOCUMENT_CHARACTERS_MAX) {
            return Outcome.invalid("document", "names the identity document that was seen");
        }
        return database.write(handle -> handOver(handle, code.get(), document, by));
    }

    /// Whose card this is, if it may be handed over here and now.
    public Outcome<Application> find(String scan, Actor by) {
        Optional<CardCode> code = CardCode.parse(scan);
        return code.isEmpty()
                ? Outcome.invalid("card", "is not the symbol of a card")
                : database.read(handle -> find(handle, code.get(), by))
                        .then(HandOvers::readyForCollection);
    }

    private static Outcome<Application> readyForCollection(Application application) {
        return application.status() == Status.READY_FOR_COLLECTION
                ? Outcome.done(application)
                : Outcome.conflict(
                        "not-ready",
                        "%s is %s, not ready for collection"
                                .formatted(application.id(), application.status().code()));
    }

    private static Outcome<Application> find(Handle handle, CardCode code, Actor by) {
        Optional<Application> application =
                LicenceStore.find(handle, code.licence())
                        .filter(licence -> CardStore.isLive(handle, code))
                        .flatMap(licence -> ApplicationStore.find(handle, licence.application()));
        if (application.isEmpty()) {
            return Outcome.conflict(
                    "card-not-live",
                    "this card is not the live card of its licence: keep it and call a manager");
        }
        if (by.site() != null && !by.site().equals(application.get().site())) {
            return Outcome.forbidden(
                    "this card is collected at %s, not here".formatted(application.get().site()));
        }
        return Outcome.done(application.get());
    }

    private Outcome<Application> handOver(Handle handle, CardCode code, String document, Actor by) {
        Instant now = clock.instant();
        return find(handle, code, by)
                .then(found -> applications.move(handle, found.id(), Status.COMPLETED, by, null))
                .map(completed -> {
                    HandOverStore.insert(handle, code, document, now, by.id());
                    LicenceStore.activate(handle, code.licence());
                    AuditStore.write(
                            handle,
                            now,
                            by,
                            "handed-over",
                            "licence/" + code.licence(),
                            null,
                            "pending_collection",
                            "active");
                    return completed;
                });
    }
}

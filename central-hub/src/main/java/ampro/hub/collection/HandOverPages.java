package ampro.hub.collection;

import ampro.firmware.wire.Sensitive;
import ampro.hub.application.Application;
import ampro.hub.application.ApplicationListStore;
import ampro.hub.application.Applications;
import ampro.hub.application.SiteStore;
import ampro.hub.application.Status;
import ampro.hub.card.LicenceNumber;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Frame;
import ampro.hub.web.Layout;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Routes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Handing a card over: scan it, compare person, picture and paper, confirm.
public final class HandOverPages {
    private static final String PAGE = Place.HAND_OVER.address();

    /// Codes of `document.<code>`.
    private static final List<String> DOCUMENTS =
            List.of("identity_card", "passport", "residence_permit", "old_licence");

    private final Database database;
    private final Applications applications;
    private final HandOvers handOvers;

    public HandOverPages(Database database, Applications applications, HandOvers handOvers) {
        this.database = database;
        this.applications = applications;
        this.handOvers = handOvers;
    }

    public void add(Routes routes) {
        routes.get("/hand-over", Permission.HAND_OVER, this::page)
                .post("/hand-over", Permission.HAND_OVER, this::handOver);
    }

    private void page(Call call) {
        Optional<String> scan = call.query("scan").map(String::strip);
        if (scan.isEmpty()) {
            show(call, 200, "", null, null);
            return;
        }
        switch (handOvers.find(scan.get(), call.actor())) {
            case Outcome.Done<Application>(Application a) -> show(call, 200, scan.get(), a, null);
            case Outcome.Refused<Application> refused ->
                    show(call, refused.reason().status(), scan.get(), null, refused.detail());
        }
    }

    /// The document's number is asked for so that the document is read; it is not kept.
    private void handOver(Call call) {
        String scan = call.query("scan").orElse("");
        Outcome<String> done =
                call.once(() ->
                        seen(call)
                                .then(document -> handOvers.handOver(scan, document, call.actor()))
                                .map(completed -> PAGE + "?done=" + completed.id()));
        switch (done) {
            case Outcome.Done<String>(String address) -> call.seeOther(address);
            case Outcome.Refused<String> refused ->
                    show(
                            call,
                            refused.reason().status(),
                            scan,
                            handOvers.find(scan, call.actor()).asOptional().orElse(null),
                            refused.detail());
        }
    }

    /// The kind of document by which the person was identified.
    private static Outcome<String> seen(Call call) {
        if (!DOCUMENTS.contains(call.field("document"))) {
            return Outcome.invalid("document", "is one of " + String.join(", ", DOCUMENTS));
        }
        if (call.field("document_number").isEmpty()) {
            return Outcome.invalid("document_number", "is read from the document");
        }
        return call.field("compared").equals("yes")
                ? Outcome.done(call.field("document"))
                : Outcome.invalid("compared", "person, document and picture are compared first");
    }

    private void show(
            Call call,
            int status,
            String scan,
            @Nullable Application found,
            @Nullable String refusal) {
        Layout layout =
                call.layout(Place.HAND_OVER, call.words().say("place.hand_over"), PAGE, null);
        String site = call.actor().site();
        String done = done(call);
        call.show(
                status,
                "collection/hand-over.jte",
                database.<HandOverView>read(handle ->
                        new HandOverView(
                                layout,
                                site == null
                                        ? layout.words().say("hand-over.everywhere")
                                        : SiteStore.names(handle).getOrDefault(site, site),
                                scan,
                                found == null ? null : card(call, scan, found),
                                DOCUMENTS,
                                ApplicationListStore.count(
                                        handle, Status.READY_FOR_COLLECTION, site),
                                refusal,
                                done)));
    }

    private static HandOverView.Card card(Call call, String scan, Application a) {
        String address = "/applications/" + a.id();
        return new HandOverView.Card(
                call.form(PAGE + "?scan=" + Frame.encoded(scan)),
                a.id(),
                address,
                new LicenceNumber(String.valueOf(a.licence())).printed(),
                new Sensitive<>(a.holder().value().name()),
                new Sensitive<>(LocalDate.parse(a.holder().value().birthDate())),
                a.categories(),
                address + "/card/front.png");
    }

    /// Shown only of what really was completed.
    private @Nullable String done(Call call) {
        return call.query("done")
                .flatMap(id -> applications.find(id).asOptional())
                .filter(a -> a.status() == Status.COMPLETED)
                .map(Application::id)
                .orElse(null);
    }
}

package ampro.hub.application;

import ampro.hub.application.ApplicationListStore.Asked;
import ampro.hub.application.ApplicationRoutes.Approval;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Call;
import ampro.hub.web.Frame;
import ampro.hub.web.Layout;
import ampro.hub.web.Live;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Routes;
import ampro.hub.web.Words;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The list of applications, and one application with its card's way and what can be done with it.
public final class ApplicationPages {
    private final Database database;
    private final Applications applications;
    private final ApplicationViews views;
    private final Live live;
    private final Others others;

    /// What capabilities above do for these pages.
    ///
    /// @param trail of an application's card
    /// @param picture a side of the card, `front` or `back`, as PNG
    /// @param search the address of what was scanned, where it is not an application
    public record Others(
            BiFunction<Application, Words, Trail> trail,
            BiFunction<Application, String, Optional<byte[]>> picture,
            Function<String, Optional<String>> search,
            Approval approve,
            Queueing queue,
            Withdrawal withdraw) {}

    /// Puts the card of an application into the print queue.
    @FunctionalInterface
    public interface Queueing {
        Outcome<String> queue(String application, int priority, Actor by);
    }

    /// Takes an application's card out of the print queue and cancels both.
    @FunctionalInterface
    public interface Withdrawal {
        Outcome<String> withdraw(String application, String reason, Actor by);
    }

    public ApplicationPages(
            Database database, Applications applications, Staff staff, Live live, Others others) {
        this.database = database;
        this.applications = applications;
        views = new ApplicationViews(database, applications, staff, others.trail());
        this.live = live;
        this.others = others;
    }

    public void add(Routes routes) {
        routes.get("/applications", Permission.VIEW, this::list)
                .get("/applications/{id}", Permission.VIEW, this::page)
                .live("/live/applications/{id}", Permission.VIEW, this::events)
                .get("/applications/{id}/portrait", Permission.VIEW, this::portrait)
                .get("/applications/{id}/card/{side}", Permission.VIEW, this::picture);
        for (ApplicationAction action : ApplicationAction.values()) {
            routes.post(
                    "/applications/{id}/" + action.path(),
                    action.permission(),
                    call -> act(call, action));
        }
    }

    private void list(Call call) {
        Optional<String> words = call.query("q").map(String::strip);
        Optional<String> elsewhere = words.flatMap(others.search());
        if (elsewhere.isPresent()) {
            call.seeOther(elsewhere.get());
            return;
        }
        Optional<Status> status = call.query("state").flatMap(Status::find);
        Asked asked = new Asked(status.orElse(null), words.orElse(null));
        String self =
                "/applications?state="
                        + status.map(Status::code).orElse("")
                        + "&q="
                        + Frame.encoded(words.orElse(""));
        Layout layout =
                call.layout(Place.APPLICATIONS, call.words().say("place.applications"), self, null);
        call.show(
                "application/list.jte",
                views.list(layout, asked, call.query("after").orElse(null), self, call.actor()));
    }

    private void page(Call call) {
        switch (applications.find(call.path("id"))) {
            case Outcome.Done<Application>(Application a) -> show(call, 200, a, null);
            case Outcome.Refused<Application> refused -> call.refuse(refused);
        }
    }

    private void show(Call call, int status, Application a, @Nullable String refusal) {
        String self = address(a.id());
        Layout layout = call.layout(Place.APPLICATIONS, a.id(), self, "/live" + self);
        call.show(status, "application/application.jte", views.file(call, layout, a, refusal));
    }

    private void events(Call call) {
        String id = call.path("id");
        switch (applications.find(id)) {
            case Outcome.Done<Application> found ->
                    live.stream(call, () -> fragments(call, applications.find(id).orThrow()));
            case Outcome.Refused<Application> refused -> call.refuse(refused);
        }
    }

    private SequencedMap<String, String> fragments(Call call, Application a) {
        ApplicationView view = views.file(call, call.bare(), a, null);
        SequencedMap<String, String> fragments = new LinkedHashMap<>();
        fragments.put("page", call.fragment("application/live.jte", view));
        fragments.put("actions", call.fragment("application/actions.jte", view));
        return fragments;
    }

    private void portrait(Call call) {
        switch (applications.find(call.path("id"))) {
            case Outcome.Done<Application>(Application a) ->
                    call.bytes(
                            "image/jpeg",
                            database.read(handle -> ApplicationStore.portrait(handle, a.id())));
            case Outcome.Refused<Application> refused -> call.refuse(refused);
        }
    }

    private void picture(Call call) {
        String side = call.path("side").replaceFirst("[.]png$", "");
        Outcome<byte[]> picture =
                applications
                        .find(call.path("id"))
                        .then(a ->
                                others.picture()
                                        .apply(a, side)
                                        .<Outcome<byte[]>>map(Outcome::done)
                                        .orElseGet(() -> Outcome.notFound("this picture")));
        switch (picture) {
            case Outcome.Done<byte[]>(byte[] png) -> call.bytes("image/png", png);
            case Outcome.Refused<byte[]> refused -> call.refuse(refused);
        }
    }

    /// The machine decides; where the wish had come true already, by a double click or somebody
    /// quicker, its page is answer enough.
    private void act(Call call, ApplicationAction action) {
        String id = call.path("id");
        Outcome<String> outcome =
                call.once(() ->
                        action.carryOut(call, id, applications, others).map(done -> address(id)));
        switch (outcome) {
            case Outcome.Done<String>(String address) -> call.seeOther(address);
            case Outcome.Refused<String> refused -> {
                Optional<Application> now = applications.find(id).asOptional();
                if (now.isEmpty()) {
                    call.refuse(refused);
                } else if (action.wish().contains(now.get().status())) {
                    call.seeOther(address(id));
                } else {
                    show(call, refused.reason().status(), now.get(), refused.detail());
                }
            }
        }
    }

    static String address(String id) {
        return "/applications/" + id.toUpperCase(Locale.ROOT);
    }
}

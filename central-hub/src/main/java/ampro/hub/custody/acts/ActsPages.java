package ampro.hub.custody.acts;

import ampro.hub.staff.Staff;
import ampro.hub.staff.second.Asking;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Routes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What waits for a second person; one job and one station, where such acts are asked for; and what
/// a recovery waits for.
public final class ActsPages {
    private static final String LIST = Place.SECOND_PERSON.address();

    private final Acts acts;
    private final AskingRows rows;
    private final JobViews jobs;
    private final BoxViews boxes;
    private final RecoveryViews recovery;

    public ActsPages(Database database, Acts acts, Staff staff, RecoveryViews recovery) {
        this.acts = acts;
        rows = new AskingRows(staff);
        jobs = new JobViews(database, rows, staff);
        boxes = new BoxViews(database, rows);
        this.recovery = recovery;
    }

    public void add(Routes routes) {
        routes.get(LIST, Permission.VIEW, call -> list(call, 200, null))
                .post(LIST + "/{id}/approve", Permission.DECIDE_CUSTODY, this::approve)
                .post(LIST + "/{id}/refuse", Permission.DECIDE_CUSTODY, this::refuse)
                .get("/jobs/{id}", Permission.VIEW, call -> job(call, 200, null))
                .get("/stations/{id}", Permission.VIEW, call -> box(call, 200, null))
                .get("/recovery", Permission.VIEW, this::recovery);
        for (Act act : Act.ASKED_HERE) {
            routes.post(act.address(""), Permission.DECIDE_CUSTODY, call -> ask(call, act));
        }
    }

    private void list(Call call, int status, @Nullable String refusal) {
        Layout layout =
                call.layout(
                        Place.SECOND_PERSON, call.words().say("place.second_person"), LIST, null);
        List<AskingRow> all = rows.of(call, acts.newest());
        call.show(
                status,
                "custody/acts/acts.jte",
                new ActsView(
                        layout,
                        all.stream().filter(ActsPages::waits).toList(),
                        acts.alerts(),
                        all.stream().filter(row -> !waits(row)).toList(),
                        refusal));
    }

    private static boolean waits(AskingRow row) {
        return row.asking().state() == Asking.State.WAITING;
    }

    private void approve(Call call) {
        decide(call, () -> acts.approve(call.path("id"), call.actor()));
    }

    private void refuse(Call call) {
        decide(call, () -> acts.refuse(call.path("id"), call.field("reason"), call.actor()));
    }

    private void decide(Call call, Supplier<Outcome<Asking>> decision) {
        switch (call.once(() -> decision.get().map(done -> LIST))) {
            case Outcome.Done<String>(String address) -> call.seeOther(address);
            case Outcome.Refused<String> refused ->
                    list(call, refused.reason().status(), refused.detail());
        }
    }

    private void ask(Call call, Act act) {
        String id = call.path("id");
        String back = (act.isOfJob() ? "/jobs/" : "/stations/") + id;
        Outcome<String> asked =
                call.once(() ->
                        acts.ask(act, id, said(call), call.field("reason"), call.actor())
                                .map(done -> back));
        switch (asked) {
            case Outcome.Done<String>(String address) -> call.seeOther(address);
            case Outcome.Refused<String> refused -> {
                if (act.isOfJob()) {
                    job(call, refused.reason().status(), refused.detail());
                } else {
                    box(call, refused.reason().status(), refused.detail());
                }
            }
        }
    }

    private static Map<String, String> said(Call call) {
        Map<String, String> said = new HashMap<>();
        for (String name :
                List.of(
                        TakeIn.PLACE,
                        Settle.FOUND,
                        Settle.BLANK,
                        OfflinePrinting.ACCEPTED,
                        Retire.BLANKS,
                        Retire.REJECTS)) {
            if (!call.field(name).isEmpty()) {
                said.put(name, call.field(name));
            }
        }
        return said;
    }

    private void job(Call call, int status, @Nullable String refusal) {
        switch (jobs.view(call, call.path("id"), refusal)) {
            case Outcome.Done<JobView>(JobView view) ->
                    call.show(status, "custody/acts/job.jte", view);
            case Outcome.Refused<JobView> absent -> call.refuse(absent);
        }
    }

    private void box(Call call, int status, @Nullable String refusal) {
        switch (boxes.view(call, call.path("id"), refusal)) {
            case Outcome.Done<BoxView>(BoxView view) ->
                    call.show(status, "custody/acts/box.jte", view);
            case Outcome.Refused<BoxView> absent -> call.refuse(absent);
        }
    }

    private void recovery(Call call) {
        Layout layout =
                call.layout(Place.STATIONS, call.words().say("place.recovery"), "/recovery", null);
        call.show("custody/acts/recovery.jte", recovery.view(layout));
    }
}

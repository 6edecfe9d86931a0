package ampro.hub.custody.acts;

import ampro.hub.application.SiteStore;
import ampro.hub.custody.AlertStore;
import ampro.hub.custody.Job;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.SecondPerson;
import ampro.hub.store.Database;
import ampro.hub.web.ActionView;
import ampro.hub.web.ActionView.Field;
import ampro.hub.web.ActionView.Weight;
import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what the page of one station shows: its box's way out of service.
record BoxViews(Database database, AskingRows rows) {

    Outcome<BoxView> view(Call call, String id, @Nullable String refusal) {
        Layout layout = call.layout(Place.STATIONS, id, "/stations/" + id, null);
        return database.read(handle ->
                BoxFile.read(handle, id).map(box -> view(call, layout, handle, box, refusal)));
    }

    private BoxView view(
            Call call, Layout layout, Handle handle, BoxFile box, @Nullable String refusal) {
        String id = box.station().id();
        List<Asking> askings = askings(handle, box, layout.asOf());
        return new BoxView(
                layout,
                id,
                SiteStore.names(handle).getOrDefault(box.station().site(), box.station().site()),
                box.station().state(),
                box.offline(),
                heard(box, layout.asOf()),
                List.of(
                        new BoxView.Step("custody", box.takenIn() != null),
                        new BoxView.Step("jobs", box.open().jobs().isEmpty()),
                        new BoxView.Step("blanks", box.open().blanks().isEmpty()),
                        new BoxView.Step("retired", box.isRetired())),
                box.open().jobs().stream()
                        .map(job -> open(call, box, job, askings, layout.asOf()))
                        .toList(),
                call.actor().may(Permission.VIEW_BLANKS) ? blanks(box) : List.of(),
                AlertStore.of(handle, "station/" + id, JobViews.ALERTS_MAX),
                rows.of(call, askings),
                actions(call, box, askings),
                refusal);
    }

    private static List<BoxView.Blanks> blanks(BoxFile box) {
        return box.open().blanks().entrySet().stream()
                .map(each -> new BoxView.Blanks(each.getKey().code(), each.getValue()))
                .toList();
    }

    static @Nullable Duration heard(BoxFile box, Instant now) {
        Long at = box.station().seenAt();
        return at == null ? null : Duration.between(Instant.ofEpochMilli(at), now);
    }

    /// About the station, and about the jobs that are open there.
    private static List<Asking> askings(Handle handle, BoxFile box, Instant now) {
        List<Asking> askings =
                new ArrayList<>(
                        SecondPerson.of(handle, Act.RETIRE.object(box.station().id()), now));
        for (Job job : box.open().jobs()) {
            askings.addAll(SecondPerson.of(handle, Act.SETTLE.object(job.id()), now));
        }
        return askings;
    }

    private static boolean waits(List<Asking> askings, Act act, String id) {
        return askings.stream()
                .anyMatch(asking ->
                        asking.state() == Asking.State.WAITING
                                && asking.kind().equals(act.code())
                                && asking.subject().equals(id));
    }

    private static BoxView.OpenJob open(
            Call call, BoxFile box, Job job, List<Asking> askings, Instant now) {
        boolean isOffered =
                box.takenIn() != null
                        && call.actor().may(Permission.DECIDE_CUSTODY)
                        && !waits(askings, Act.SETTLE, job.id());
        return new BoxView.OpenJob(
                job.id(),
                job.status().code(),
                Duration.between(job.changedAt(), now),
                "/jobs/" + job.id(),
                isOffered
                        ? List.of(
                                Act.SETTLE.offered(
                                        call,
                                        job.id(),
                                        Weight.PLAIN,
                                        List.of(
                                                Field.choice(Settle.FOUND, Settle.FINDINGS),
                                                Field.text(Settle.BLANK, false),
                                                Field.reason())))
                        : List.of());
    }

    /// What is not possible yet, or waits for a second person already, is not offered.
    private static List<ActionView> actions(Call call, BoxFile box, List<Asking> askings) {
        List<ActionView> actions = new ArrayList<>();
        String id = box.station().id();
        if (box.isRetired() || !call.actor().may(Permission.DECIDE_CUSTODY)) {
            return actions;
        }
        if (box.takenIn() == null && !waits(askings, Act.TAKE_IN, id)) {
            actions.add(
                    Act.TAKE_IN.offered(
                            call,
                            id,
                            Weight.PLAIN,
                            List.of(Field.text(TakeIn.PLACE, true), Field.reason())));
        }
        if (box.isReadyToRetire() && !waits(askings, Act.RETIRE, id)) {
            actions.add(
                    Act.RETIRE.offered(
                            call,
                            id,
                            Weight.PRIMARY,
                            List.of(
                                    Field.text(Retire.BLANKS, true),
                                    Field.text(Retire.REJECTS, true),
                                    Field.reason())));
        }
        if (!box.isGuarded() && !waits(askings, Act.OFFLINE, id)) {
            actions.add(offline(call, id, box.station().offline() != null));
        }
        if (!waits(askings, Act.BOX_LOST, id)) {
            actions.add(Act.BOX_LOST.offered(call, id, Weight.GRAVE, List.of(Field.reason())));
        }
        return actions;
    }

    /// Takes back what is accepted, or asks to accept it.
    private static ActionView offline(Call call, String id, boolean isAccepted) {
        return new ActionView(
                isAccepted ? "offline_no" : "offline_yes",
                call.form(Act.OFFLINE.page(id)),
                isAccepted ? Weight.PLAIN : Weight.GRAVE,
                Map.of(
                        OfflinePrinting.ACCEPTED,
                        isAccepted ? OfflinePrinting.NO : OfflinePrinting.YES),
                List.of(Field.reason()));
    }
}

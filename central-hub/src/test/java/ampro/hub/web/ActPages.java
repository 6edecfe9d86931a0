package ampro.hub.web;

import static ampro.hub.web.Pages.FORM;
import static ampro.hub.web.Pages.NOW;

import ampro.hub.custody.AlertStore;
import ampro.hub.custody.acts.ActsView;
import ampro.hub.custody.acts.AskingRow;
import ampro.hub.custody.acts.BoxView;
import ampro.hub.custody.acts.JobView;
import ampro.hub.custody.acts.RecoveryView;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.staff.second.Asking.State;
import ampro.hub.web.ActionView.Field;
import ampro.hub.web.ActionView.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pages about what needs two people, and about a recovery.
record ActPages(Pages pages) {

    ActsView waiting() {
        return new ActsView(
                pages.at(Place.SECOND_PERSON),
                List.of(
                        row("reprint", "job/J-1714", State.WAITING, null, "approve", "refuse"),
                        row("take_in", "station/tnr-01", State.WAITING, null, "take_back")),
                List.of(late("station/tnr-01")),
                List.of(
                        row("reprint", "job/J-1699", State.APPROVED, null),
                        row("box_lost", "station/tmm-02", State.REFUSED, "it stands in the cellar"),
                        row("retire", "station/fnr-01", State.EXPIRED, null)),
                null);
    }

    JobView job() {
        return new JobView(
                pages.layout(Place.JOBS, "J-1714", null),
                "J-1714",
                "A-000217",
                "failed",
                "bent",
                List.of(
                        new JobView.Line("station", "tnr-01", null),
                        new JobView.Line("token", "3.1714", null),
                        new JobView.Line("card", "7K3M9QWETY2345HX", "spoiled"),
                        new JobView.Line("blank", "B-000417", "spoiled")),
                "J-1698",
                null,
                "not_destroyed",
                false,
                TimelineView.of(
                        List.of(
                                entry(30, "assigned", "hub"),
                                entry(25, "printing", "tnr-01"),
                                entry(20, "failed", pages.name()))),
                List.of(),
                List.of(row("reprint", "job/J-1714", State.REFUSED, "destroy it first")),
                List.of(action("reprint", Weight.PRIMARY, Field.reason())),
                "the spoiled card is not destroyed yet");
    }

    /// Nobody could read the blank of its spoiled card.
    JobView unread() {
        return new JobView(
                pages.layout(Place.JOBS, "J-1715", null),
                "J-1715",
                "A-000218",
                "failed",
                "damaged",
                List.of(
                        new JobView.Line("station", "tnr-01", null),
                        new JobView.Line("token", "3.1715", null),
                        new JobView.Line("card", "5D2K8QWETY2345HX", "spoiled")),
                null,
                null,
                "blank_unknown",
                false,
                TimelineView.of(List.of(entry(20, "failed", pages.name()))),
                List.of(),
                List.of(),
                List.of(
                        action(
                                "name_blank",
                                Weight.PRIMARY,
                                Field.text("blank", true),
                                Field.reason())),
                null);
    }

    private static AlertStore.Row late(String object) {
        return new AlertStore.Row(
                17,
                "foreign-incarnation",
                object,
                "incarnation 4f1c, which is not in service, says good of J-1714",
                NOW.toEpochMilli());
    }

    private static TimelineView.Entry entry(int minutesAgo, String state, String who) {
        return new TimelineView.Entry(
                NOW.minus(Duration.ofMinutes(minutesAgo)), "job.state", state, who, null);
    }

    BoxView box() {
        return new BoxView(
                pages.layout(Place.STATIONS, "tnr-01", null),
                "tnr-01",
                "Antananarivo Centre",
                "quarantined",
                "holds",
                Duration.ofHours(31),
                List.of(
                        new BoxView.Step("custody", true),
                        new BoxView.Step("jobs", false),
                        new BoxView.Step("blanks", false),
                        new BoxView.Step("retired", false)),
                List.of(
                        open("J-1714", "in_doubt", Field.choice("found", List.of("not_fed"))),
                        open("J-1715", "assigned", Field.text("blank", false))),
                List.of(new BoxView.Blanks("loaded", 41), new BoxView.Blanks("in_doubt", 1)),
                List.of(late("station/tnr-01")),
                List.of(row("take_in", "station/tnr-01", State.APPROVED, null)),
                List.of(
                        action("retire", Weight.PRIMARY, Field.reason()),
                        action("box_lost", Weight.GRAVE, Field.reason())),
                null);
    }

    private static BoxView.OpenJob open(String job, String state, Field field) {
        return new BoxView.OpenJob(
                job,
                state,
                Duration.ofHours(32),
                "/jobs/" + job,
                List.of(action("settle", Weight.PLAIN, field)));
    }

    RecoveryView recovery() {
        Words words = pages.at(Place.STATIONS).words();
        Layout.Banner banner =
                new Layout.Banner(
                        Mark.STOP,
                        words.say("banner.recovery.title", words.at(NOW)),
                        words.say("banner.recovery.text", 1, "tmm-02"),
                        words.say("banner.recovery.link"),
                        "/recovery");
        return new RecoveryView(
                pages.layout(Place.STATIONS, words.say("place.recovery"), null, List.of(banner)),
                4,
                false,
                NOW,
                "restored from a backup",
                17,
                List.of(
                        station("tnr-01", "Antananarivo Centre", "reported", 1),
                        station("tmm-02", "Toamasina Port", "missing", 16)));
    }

    private static RecoveryView.Row station(String id, String site, String state, long jobs) {
        return new RecoveryView.Row(
                id, site, state, Duration.ofHours(jobs), jobs, "/stations/" + id);
    }

    private AskingRow row(
            String kind, String object, State state, @Nullable String answer, String... actions) {
        boolean isDecided = state == State.APPROVED || state == State.REFUSED;
        Instant asked = NOW.minus(Duration.ofHours(2));
        return new AskingRow(
                new Asking(
                        "S-42",
                        kind,
                        object,
                        List.of(
                                new Fact("ground", "destroyed"),
                                new Fact("blank", "B-000417"),
                                new Fact("card", "7K3M9QWETY2345HX")),
                        pages.name(),
                        "noro",
                        asked,
                        asked.plus(Duration.ofDays(1)),
                        state,
                        isDecided ? "hery" : null,
                        isDecided ? NOW : null,
                        answer),
                pages.name(),
                "Hery T.",
                "/" + object,
                List.of(actions).stream()
                        .map(code ->
                                code.equals("approve")
                                        ? new ActionView(
                                                code, FORM, Weight.PRIMARY, Map.of(), List.of())
                                        : action(code, Weight.PLAIN, Field.reason()))
                        .toList());
    }

    private static ActionView action(String code, Weight weight, Field... asks) {
        return new ActionView(code, FORM, weight, Map.of(), List.of(asks));
    }
}

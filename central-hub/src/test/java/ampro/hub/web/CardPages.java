package ampro.hub.web;

import static ampro.hub.web.Pages.FORM;
import static ampro.hub.web.Pages.NOW;
import static ampro.hub.web.Pages.minutes;

import ampro.firmware.wire.Sensitive;
import ampro.hub.application.ApplicationView;
import ampro.hub.application.ApplicationsView;
import ampro.hub.collection.HandOverView;
import ampro.hub.custody.JobsView;
import ampro.hub.shipping.ParcelView;
import ampro.hub.shipping.ParcelsView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pages about one card's way, from application to hand-over.
record CardPages(Pages pages) {

    ApplicationsView applications() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("submitted", 61L);
        counts.put("under_review", 37L);
        counts.put("pending_documents", 92L);
        counts.put("queued_for_printing", 1214L);
        counts.put("ready_for_collection", 491L);
        return new ApplicationsView(
                pages.at(Place.APPLICATIONS),
                "under_review",
                counts,
                List.of(
                        application("A-000217", pages.name(), "under_review", "review"),
                        application("A-000218", "Andriamana, Ony", "submitted", "start_review"),
                        application("A-000219", "Silva, João Pedro", "pending_documents", null),
                        application("A-000220", "Ben Youssef, Amel", "rejected", null),
                        application("A-000221", "Okoth, Grace A.", "printing", null)),
                37,
                "/applications?after=A-000221");
    }

    private static ApplicationsView.Row application(
            String number, String holder, String state, @Nullable String todo) {
        return new ApplicationsView.Row(
                number,
                "/applications/" + number,
                new Sensitive<>(holder),
                "renewal",
                List.of("A1", "B", "BE"),
                state,
                Duration.ofHours(30),
                "TNR",
                todo);
    }

    ApplicationView application() {
        Instant verified = NOW.minus(Duration.ofDays(1));
        return new ApplicationView(
                pages.layout(Place.APPLICATIONS, "A-000217", "/live/applications/A-000217"),
                "A-000217",
                "printing",
                null,
                person("/pictures/portrait.svg"),
                "renewal",
                List.of("A1", "B", "BE"),
                "T01 0004 217 8",
                "Antananarivo",
                "Antananarivo Centre",
                3,
                new ApplicationView.Pictures("/pictures/front.svg", "/pictures/back.svg", true),
                List.of(
                        new ApplicationView.Check("documents", "Noro A.", verified),
                        new ApplicationView.Check("medical", "Noro A.", verified),
                        new ApplicationView.Check("payment", null, null)),
                new ApplicationView.Ticks(NOW, NOW, NOW, null),
                timeline(),
                chain(),
                List.of(
                        action("move", ActionView.Weight.PLAIN, ActionView.Field.reason()),
                        action("cancel", ActionView.Weight.GRAVE, ActionView.Field.reason())),
                null);
    }

    ApplicationView newApplication() {
        return new ApplicationView(
                pages.layout(Place.APPLICATIONS, "A-000218", "/live/applications/A-000218"),
                "A-000218",
                "under_review",
                pages.name(),
                person(null),
                "new",
                List.of("B"),
                null,
                "Toamasina",
                "Toamasina Port",
                1,
                new ApplicationView.Pictures(null, null, false),
                List.of(
                        new ApplicationView.Check("documents", null, null),
                        new ApplicationView.Check("medical", null, null),
                        new ApplicationView.Check("payment", null, null)),
                null,
                timeline(),
                new ChainView(
                        List.of("job", "token", "station", "blank", "card", "parcel", "point")
                                .stream()
                                .map(ChainView.Link::missing)
                                .toList()),
                List.of(
                        new ActionView(
                                "approve",
                                FORM,
                                ActionView.Weight.PRIMARY,
                                Map.of("version", "3"),
                                List.of()),
                        action(
                                "verify_payment",
                                ActionView.Weight.PLAIN,
                                ActionView.Field.text("amount", true),
                                ActionView.Field.text("reference", false),
                                ActionView.Field.tick("confirm")),
                        action("ask_documents", ActionView.Weight.PLAIN, ActionView.Field.reason()),
                        action("reject", ActionView.Weight.GRAVE, ActionView.Field.reason())),
                pages.name());
    }

    private ApplicationView.Person person(@Nullable String portrait) {
        return new ApplicationView.Person(
                new Sensitive<>(pages.name()),
                new Sensitive<>(LocalDate.of(1991, 3, 14)),
                portrait);
    }

    private static ActionView action(
            String code, ActionView.Weight weight, ActionView.Field... asks) {
        return new ActionView(code, FORM, weight, Map.of("version", "7"), List.of(asks));
    }

    private TimelineView timeline() {
        return TimelineView.of(
                List.of(
                        entry(3, "printing", "tnr-01", null),
                        entry(64, "queued_for_printing", "Noro A.", null),
                        entry(70, "license_generated", "AMPRO", null),
                        entry(71, "approved", "Noro A.", null),
                        entry(400, "under_review", "Lova T.", null),
                        entry(3000, "pending_documents", "Lova T.", pages.name()),
                        entry(9000, "submitted", "Faly R.", null)));
    }

    private static TimelineView.Entry entry(
            int minutesAgo, String state, String who, @Nullable String reason) {
        return new TimelineView.Entry(
                NOW.minus(minutes(minutesAgo)), "application.state", state, who, reason);
    }

    private ChainView chain() {
        return new ChainView(
                List.of(
                        new ChainView.Link("job", "J-001042", "printing", "/jobs"),
                        new ChainView.Link("token", "3 · 1042", "active", null),
                        new ChainView.Link("station", "TNR-01", "Antananarivo", "/stations"),
                        new ChainView.Link("blank", "B0012345", "in printer", "/blanks"),
                        new ChainView.Link("card", "7F3A-91C2", "not revoked", null),
                        ChainView.Link.missing("parcel"),
                        ChainView.Link.missing("point")));
    }

    JobsView jobs() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("in_doubt", 2L);
        counts.put("queued", 1214L);
        counts.put("printing", 11L);
        counts.put("quality_check", 3L);
        return new JobsView(
                pages.at(Place.JOBS),
                null,
                counts,
                List.of(
                        job("J-001042", "in_doubt", 3, "tnr-01", 3),
                        job("J-001077", "printing", 2, "tnr-02", 3),
                        job("J-001078", "assigned", 1, "tnr-02", 2),
                        job("J-001079", "queued", 1, null, 0)));
    }

    private static JobsView.Row job(
            String job, String state, int priority, @Nullable String station, int ticks) {
        return new JobsView.Row(
                job,
                "A-000217",
                "/applications/A-000217",
                state,
                priority,
                "TNR",
                station,
                ticks,
                Duration.ofHours(2));
    }

    ParcelsView parcels() {
        return new ParcelsView(
                pages.at(Place.PARCELS),
                List.of(
                        new ParcelsView.ToPack(
                                pages.name(), 37, action("pack", ActionView.Weight.PLAIN))),
                List.of(
                        parcelRow("306141410000000017", "in_transit", "printed"),
                        parcelRow("306141410000000024", "pending", "unknown"),
                        parcelRow("306141410000000031", "delivered", "printed")),
                null);
    }

    private static ParcelsView.Row parcelRow(String sscc, String state, String label) {
        return new ParcelsView.Row(
                sscc, "/parcels/" + sscc, "TNR", "Toamasina Port", 37, state, label, minutes(90));
    }

    ParcelView parcel(ParcelView.@Nullable Difference difference) {
        return new ParcelView(
                pages.layout(Place.PARCELS, "306141410000000017", null),
                "306141410000000017",
                "Antananarivo",
                "Toamasina Port",
                difference == null ? "in_transit" : "delivered",
                "printed",
                List.of(
                        card("T01 0004 217 8", pages.name(), true),
                        card("T01 0004 218 5", "Silva, João Pedro", false)),
                TimelineView.of(
                        List.of(
                                entry(30, "shipped", "Faly R.", null),
                                entry(90, "printed", "AMPRO", null))),
                List.of(action("print_label", ActionView.Weight.PLAIN, ActionView.Field.reason())),
                difference == null ? FORM : null,
                difference,
                null);
    }

    private static ParcelView.Card card(String licence, String holder, boolean received) {
        return new ParcelView.Card(
                licence, new Sensitive<>(holder), "B0012345", "/applications/A-000217", received);
    }

    HandOverView handOver(boolean found) {
        return new HandOverView(
                pages.at(Place.HAND_OVER),
                "Antananarivo Centre",
                found ? "T010004217/7F3A" : "",
                found
                        ? new HandOverView.Card(
                                FORM,
                                "A-000217",
                                "/applications/A-000217",
                                "T01 0004 217 8",
                                new Sensitive<>(pages.name()),
                                new Sensitive<>(LocalDate.of(1991, 3, 14)),
                                List.of("A1", "B", "BE"),
                                "/pictures/front.svg")
                        : null,
                List.of("identity_card", "passport"),
                86,
                found ? null : pages.name(),
                found ? null : "A-000216");
    }
}

package ampro.hub.web;

import ampro.firmware.wire.Sensitive;
import ampro.hub.application.ApplicationView;
import ampro.hub.application.ApplicationsView;
import ampro.hub.collection.HandOverView;
import ampro.hub.custody.BlanksView;
import ampro.hub.custody.JobsView;
import ampro.hub.overview.BoardView;
import ampro.hub.overview.FlowView;
import ampro.hub.shipping.ParcelView;
import ampro.hub.shipping.ParcelsView;
import ampro.hub.staff.SignInView;
import ampro.hub.station.StationsView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Every page with something in it. `name` is the holder's, so that tests can pass a long one or a
/// hostile one.
record Pages(Locale language, @Nullable String theme, String name) {
    static final String HOLDER = "Rakotondrabe, Hanitriniaina Voahirana";

    private static final Instant NOW = Instant.parse("2026-11-22T14:32:07Z");
    private static final FormView FORM = new FormView("/do", "token-1", "key-1");

    record Page(String template, Object view) {}

    SequencedMap<String, Page> all() {
        SequencedMap<String, Page> pages = new LinkedHashMap<>();
        pages.put("sign-in", new Page("staff/sign-in.jte", signIn(null)));
        pages.put("sign-in-refused", new Page("staff/sign-in.jte", signIn("wrong")));
        pages.put("board", new Page("overview/board.jte", board()));
        pages.put("board-empty", new Page("overview/board.jte", emptyBoard()));
        pages.put("applications", new Page("application/list.jte", applications()));
        pages.put("application", new Page("application/application.jte", application()));
        pages.put("application-new", new Page("application/application.jte", newApplication()));
        pages.put("jobs", new Page("custody/jobs.jte", jobs()));
        pages.put("blanks", new Page("custody/blanks.jte", blanks()));
        pages.put("parcels", new Page("shipping/parcels.jte", parcels()));
        pages.put("parcel", new Page("shipping/parcel.jte", parcel(null)));
        pages.put(
                "parcel-differs",
                new Page(
                        "shipping/parcel.jte",
                        parcel(
                                new ParcelView.Difference(
                                        List.of("T010004217/7F3A"), List.of(name)))));
        pages.put("hand-over", new Page("collection/hand-over.jte", handOver(true)));
        pages.put("hand-over-empty", new Page("collection/hand-over.jte", handOver(false)));
        pages.put("stations", new Page("station/stations.jte", stations()));
        for (int status : new int[] {401, 403, 404, 409, 500}) {
            pages.put("problem-" + status, new Page("problem.jte", problem(status)));
        }
        return pages;
    }

    /// What is sent by server-sent events.
    SequencedMap<String, Page> fragments() {
        SequencedMap<String, Page> pages = new LinkedHashMap<>();
        pages.put("board", new Page("overview/live.jte", board()));
        pages.put("application", new Page("application/live.jte", application()));
        pages.put("actions", new Page("application/actions.jte", application()));
        pages.put("jobs", new Page("custody/jobsLive.jte", jobs()));
        pages.put("stations", new Page("station/live.jte", stations()));
        return pages;
    }

    private Layout layout(@Nullable Place here, String title, @Nullable String live) {
        return new Layout(
                new Words(language, ZoneId.of("Indian/Antananarivo")),
                title,
                here,
                new Layout.SignedIn("Noro A.", "manager"),
                EnumSet.allOf(Place.class),
                Map.of(Place.APPLICATIONS, 37L, Place.JOBS, 1214L, Place.PARCELS, 9L),
                "",
                NOW,
                live,
                theme,
                List.of(
                        new Layout.Language("en", "?lang=en", !language.equals(Locale.FRENCH)),
                        new Layout.Language("fr", "?lang=fr", language.equals(Locale.FRENCH))),
                FORM);
    }

    private Layout at(Place here) {
        Words words = new Words(language, ZoneId.of("UTC"));
        return layout(here, words.say("place." + here.code()), "/live/" + here.code());
    }

    private Layout bare(String title) {
        Layout all = layout(null, title, null);
        return new Layout(
                all.words(),
                title,
                null,
                null,
                all.places(),
                Map.of(),
                "",
                NOW,
                null,
                theme,
                all.languages(),
                null);
    }

    private SignInView signIn(@Nullable String refusal) {
        return new SignInView(bare("AMPRO"), FORM, refusal == null ? "" : name, "/", refusal);
    }

    private BoardView board() {
        return new BoardView(
                at(Place.OVERVIEW),
                List.of(
                        alarm(BoardView.Kind.IN_DOUBT, 2L, minutes(11), "TNR-01, TMM-02"),
                        alarm(BoardView.Kind.LATE, 18L, Duration.ofDays(9), "TMM"),
                        alarm(BoardView.Kind.SILENT, 1L, minutes(24), "FNR-01"),
                        alarm(BoardView.Kind.BLANKS_DIFFER, 0L, null, null),
                        alarm(BoardView.Kind.NOT_ARRIVED, null, null, null)),
                flow(),
                rows(),
                List.of(
                        waiting("reprint", "T01 0004 180 2", "Faly R."),
                        waiting("destroy", "14 · TMM", "Ony A."),
                        waiting("retire", "TNR-03", "Lova T.")));
    }

    private BoardView emptyBoard() {
        return new BoardView(
                at(Place.OVERVIEW),
                java.util.Arrays.stream(BoardView.Kind.values())
                        .map(kind -> alarm(kind, 0L, null, null))
                        .toList(),
                new FlowView(Map.of(), null, null, null),
                List.of(),
                List.of());
    }

    private static BoardView.Alarm alarm(
            BoardView.Kind kind,
            @Nullable Long count,
            @Nullable Duration oldest,
            @Nullable String cause) {
        return new BoardView.Alarm(kind, count, oldest, cause, "/jobs?state=in_doubt");
    }

    private static BoardView.Waiting waiting(String kind, String subject, String by) {
        return new BoardView.Waiting(kind, subject, by, NOW.minus(minutes(40)), "/jobs");
    }

    private FlowView flow() {
        Map<String, FlowView.Count> counts =
                Map.ofEntries(
                        count("applied", 12, Duration.ofDays(3)),
                        count("submitted", 61, Duration.ofHours(5)),
                        count("under_review", 37, Duration.ofHours(30)),
                        count("pending_documents", 92, Duration.ofDays(9)),
                        count("pending_payment", 48, Duration.ofDays(3)),
                        count("approved", 4, minutes(2)),
                        count("license_generated", 6, minutes(1)),
                        count("queued_for_printing", 1214, Duration.ofHours(51)),
                        count("printing", 11, minutes(11)),
                        count("printed", 53, Duration.ofHours(6)),
                        count("shipped", 187, Duration.ofDays(4)),
                        count("ready_for_collection", 491, Duration.ofDays(41)),
                        count("completed", 12_486, null),
                        count("rejected", 312, null),
                        count("cancelled", 97, null));
        return new FlowView(counts, "queued_for_printing", "TMM, 2 d 3 h", Duration.ofDays(6));
    }

    private static Map.Entry<String, FlowView.Count> count(
            String state, long number, @Nullable Duration oldest) {
        return Map.entry(state, new FlowView.Count(number, oldest));
    }

    private List<StationsView.Row> rows() {
        return List.of(
                row("tnr-01", "Antananarivo", "in_doubt", "J-001042", 38, 48L, 12L, minutes(11)),
                row("tnr-02", "Antananarivo", "printing", "J-001077", 41, 190L, 214L, minutes(1)),
                row("tmm-01", "Toamasina", "paused", null, 96, 70L, 9L, Duration.ofHours(2)),
                row("fnr-01", "Fianarantsoa", "silent", null, 12, null, null, minutes(26)),
                row("mjn-01", "Mahajanga", "ready", null, 0, 310L, 288L, minutes(9)),
                row("dgo-01", "Diego " + name, "hibernating", name, 0, null, null, null));
    }

    private static StationsView.Row row(
            String id,
            String site,
            String state,
            @Nullable String now,
            long queued,
            @Nullable Long blanks,
            @Nullable Long ribbon,
            @Nullable Duration last) {
        return new StationsView.Row(
                id,
                site,
                state,
                minutes(12),
                now,
                true,
                queued,
                blanks,
                ribbon,
                230L,
                last,
                "0.1.0");
    }

    private StationsView stations() {
        return new StationsView(at(Place.STATIONS), rows());
    }

    private ApplicationsView applications() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("submitted", 61L);
        counts.put("under_review", 37L);
        counts.put("pending_documents", 92L);
        counts.put("queued_for_printing", 1214L);
        counts.put("ready_for_collection", 491L);
        return new ApplicationsView(
                at(Place.APPLICATIONS),
                "under_review",
                counts,
                List.of(
                        application("A-000217", name, "under_review", "review"),
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

    private ApplicationView application() {
        Instant verified = NOW.minus(Duration.ofDays(1));
        return new ApplicationView(
                layout(Place.APPLICATIONS, "A-000217", "/live/applications/A-000217"),
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

    private ApplicationView newApplication() {
        return new ApplicationView(
                layout(Place.APPLICATIONS, "A-000218", "/live/applications/A-000218"),
                "A-000218",
                "under_review",
                name,
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
                name);
    }

    private ApplicationView.Person person(@Nullable String portrait) {
        return new ApplicationView.Person(
                new Sensitive<>(name), new Sensitive<>(LocalDate.of(1991, 3, 14)), portrait);
    }

    private static ActionView action(
            String code, ActionView.Weight weight, ActionView.Field... asks) {
        return new ActionView(code, FORM, weight, Map.of("version", "7"), List.of(asks));
    }

    private TimelineView timeline() {
        return new TimelineView(
                "application.state",
                List.of(
                        entry(3, "printing", "tnr-01", null),
                        entry(64, "queued_for_printing", "Noro A.", null),
                        entry(70, "license_generated", "AMPRO", null),
                        entry(71, "approved", "Noro A.", null),
                        entry(400, "under_review", "Lova T.", null),
                        entry(3000, "pending_documents", "Lova T.", name),
                        entry(9000, "submitted", "Faly R.", null)));
    }

    private static TimelineView.Entry entry(
            int minutesAgo, String state, String who, @Nullable String reason) {
        return new TimelineView.Entry(NOW.minus(minutes(minutesAgo)), state, who, reason);
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

    private JobsView jobs() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("in_doubt", 2L);
        counts.put("queued", 1214L);
        counts.put("printing", 11L);
        counts.put("quality_check", 3L);
        return new JobsView(
                at(Place.JOBS),
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

    private BlanksView blanks() {
        return new BlanksView(
                at(Place.BLANKS),
                5000,
                List.of(
                        new BlanksView.Account("vault", 4000),
                        new BlanksView.Account("in_transit", 0),
                        new BlanksView.Account("at_station", 500),
                        new BlanksView.Account("loaded", 200),
                        new BlanksView.Account("in_printer", 2),
                        new BlanksView.Account("out_tray", 1),
                        new BlanksView.Account("in_doubt", 1),
                        new BlanksView.Account("issued", 290),
                        new BlanksView.Account("spoiled", 4),
                        new BlanksView.Account("test", 0),
                        new BlanksView.Account("lost", 0),
                        new BlanksView.Account("destroyed", 1)),
                List.of(
                        new BlanksView.Movement(
                                NOW, "B0012345", "loaded", "in_printer", "tnr-01", null),
                        new BlanksView.Movement(
                                NOW, "B0012000–B0012199", "vault", "at_station", "Noro A.", name)));
    }

    private ParcelsView parcels() {
        return new ParcelsView(
                at(Place.PARCELS),
                List.of(
                        parcelRow("306141410000000017", "in_transit", "printed"),
                        parcelRow("306141410000000024", "pending", "unknown"),
                        parcelRow("306141410000000031", "delivered", "printed")));
    }

    private static ParcelsView.Row parcelRow(String sscc, String state, String label) {
        return new ParcelsView.Row(
                sscc, "/parcels/" + sscc, "TNR", "Toamasina Port", 37, state, label, minutes(90));
    }

    private ParcelView parcel(ParcelView.@Nullable Difference difference) {
        return new ParcelView(
                layout(Place.PARCELS, "306141410000000017", null),
                "306141410000000017",
                "Antananarivo",
                "Toamasina Port",
                difference == null ? "in_transit" : "delivered",
                "printed",
                List.of(
                        card("T01 0004 217 8", name, true),
                        card("T01 0004 218 5", "Silva, João Pedro", false)),
                new TimelineView(
                        "parcel.state",
                        List.of(
                                entry(30, "in_transit", "Faly R.", null),
                                entry(90, "pending", "AMPRO", null))),
                List.of(action("print_label", ActionView.Weight.PLAIN, ActionView.Field.reason())),
                difference == null ? FORM : null,
                difference,
                null);
    }

    private static ParcelView.Card card(String licence, String holder, boolean received) {
        return new ParcelView.Card(
                licence, new Sensitive<>(holder), "B0012345", "/applications/A-000217", received);
    }

    private HandOverView handOver(boolean found) {
        return new HandOverView(
                at(Place.HAND_OVER),
                "Antananarivo Centre",
                found ? "T010004217/7F3A" : "",
                found
                        ? new HandOverView.Card(
                                FORM,
                                "A-000217",
                                "/applications/A-000217",
                                "T01 0004 217 8",
                                new Sensitive<>(name),
                                new Sensitive<>(LocalDate.of(1991, 3, 14)),
                                List.of("A1", "B", "BE"),
                                "/pictures/front.svg")
                        : null,
                List.of("identity_card", "passport"),
                86,
                found ? null : name,
                found ? null : "A-000216");
    }

    private ProblemView problem(int status) {
        return new ProblemView(
                status == 401 ? bare("401") : layout(null, Integer.toString(status), null),
                status,
                status == 409 ? name : null,
                status == 500 ? "R-7F3A91" : null,
                "/");
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}

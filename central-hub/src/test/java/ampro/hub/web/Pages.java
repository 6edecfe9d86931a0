package ampro.hub.web;

import ampro.hub.overview.BoardView;
import ampro.hub.overview.FlowView;
import ampro.hub.shipping.ParcelView;
import ampro.hub.staff.SignInView;
import ampro.hub.station.StationsView;
import java.time.Duration;
import java.time.Instant;
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

    static final Instant NOW = Instant.parse("2026-11-22T14:32:07Z");
    static final FormView FORM = new FormView("/do", "token-1", "key-1");

    record Page(String template, Object view) {}

    SequencedMap<String, Page> all() {
        CardPages cards = new CardPages(this);
        SequencedMap<String, Page> pages = new LinkedHashMap<>();
        pages.put("sign-in", new Page("staff/sign-in.jte", signIn(null)));
        pages.put("sign-in-refused", new Page("staff/sign-in.jte", signIn("wrong")));
        pages.put("board", new Page("overview/board.jte", board()));
        pages.put("board-empty", new Page("overview/board.jte", emptyBoard()));
        pages.put("applications", new Page("application/list.jte", cards.applications()));
        pages.put("application", new Page("application/application.jte", cards.application()));
        pages.put(
                "application-new", new Page("application/application.jte", cards.newApplication()));
        pages.put("jobs", new Page("custody/jobs.jte", cards.jobs()));
        pages.putAll(new LedgerPages(this).all());
        pages.put("parcels", new Page("shipping/parcels.jte", cards.parcels()));
        pages.put("parcel", new Page("shipping/parcel.jte", cards.parcel(null)));
        pages.put(
                "parcel-differs",
                new Page(
                        "shipping/parcel.jte",
                        cards.parcel(
                                new ParcelView.Difference(
                                        List.of("T010004217/7F3A"), List.of(name)))));
        pages.put("hand-over", new Page("collection/hand-over.jte", cards.handOver(true)));
        pages.put("hand-over-empty", new Page("collection/hand-over.jte", cards.handOver(false)));
        pages.put("stations", new Page("station/stations.jte", stations()));
        ActPages acts = new ActPages(this);
        pages.put("second-person", new Page("custody/acts/acts.jte", acts.waiting()));
        pages.put("job", new Page("custody/acts/job.jte", acts.job()));
        pages.put("job-unread", new Page("custody/acts/job.jte", acts.unread()));
        pages.put("station", new Page("custody/acts/box.jte", acts.box()));
        pages.put("recovery", new Page("custody/acts/recovery.jte", acts.recovery()));
        for (int status : new int[] {401, 403, 404, 409, 500}) {
            pages.put("problem-" + status, new Page("problem.jte", problem(status)));
        }
        return pages;
    }

    /// What is sent by server-sent events.
    SequencedMap<String, Page> fragments() {
        CardPages cards = new CardPages(this);
        SequencedMap<String, Page> pages = new LinkedHashMap<>();
        pages.put("board", new Page("overview/live.jte", board()));
        pages.put("application", new Page("application/live.jte", cards.application()));
        pages.put("actions", new Page("application/actions.jte", cards.application()));
        pages.put("jobs", new Page("custody/jobsLive.jte", cards.jobs()));
        pages.put("stations", new Page("station/live.jte", stations()));
        return pages;
    }

    Layout layout(@Nullable Place here, String title, @Nullable String live) {
        return layout(here, title, live, List.of());
    }

    Layout layout(
            @Nullable Place here,
            String title,
            @Nullable String live,
            List<Layout.Banner> banners) {
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
                banners,
                FORM);
    }

    Layout at(Place here) {
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
                List.of(),
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
                state.equals("ready"),
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

    private ProblemView problem(int status) {
        return new ProblemView(
                status == 401 ? bare("401") : layout(null, Integer.toString(status), null),
                status,
                status == 409 ? name : null,
                status == 500 ? "R-7F3A91" : null,
                "/");
    }

    static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}

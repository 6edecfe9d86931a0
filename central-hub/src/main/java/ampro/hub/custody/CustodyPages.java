package ampro.hub.custody;

import ampro.hub.application.SiteStore;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Live;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The print queue and the book of blanks.
public final class CustodyPages {
    /// Jobs on the page: more than anybody reads; what is behind them waits longest.
    private static final int JOBS_MAX = 200;

    /// Movements on the page, and single ones that are looked through for them: a box of 500 blanks
    /// is booked four times when it is loaded.
    private static final int MOVEMENTS_MAX = 40;

    private static final int MOVEMENTS_LOOKED = 5_000;

    private final Database database;
    private final Staff staff;
    private final Live live;

    public CustodyPages(Database database, Staff staff, Live live) {
        this.database = database;
        this.staff = staff;
        this.live = live;
    }

    public void add(Routes routes) {
        routes.get("/jobs", Permission.VIEW, this::jobs)
                .live("/live/jobs", Permission.VIEW, this::jobEvents)
                .get("/blanks", Permission.VIEW, this::blanks);
    }

    private void jobs(Call call) {
        String query = state(call).map(status -> "?state=" + status.code()).orElse("");
        Layout layout =
                call.layout(
                        Place.JOBS,
                        call.words().say("place.jobs"),
                        "/jobs" + query,
                        "/live/jobs" + query);
        call.show("custody/jobs.jte", jobs(layout, state(call)));
    }

    private void jobEvents(Call call) {
        Optional<JobStatus> state = state(call);
        live.stream(
                call,
                () -> {
                    SequencedMap<String, String> fragments = new LinkedHashMap<>();
                    fragments.put(
                            "page",
                            call.fragment("custody/jobsLive.jte", jobs(call.bare(), state)));
                    return fragments;
                });
    }

    /// An unknown state is no filter.
    private static Optional<JobStatus> state(Call call) {
        return call.query("state")
                .flatMap(code ->
                        Arrays.stream(JobStatus.values())
                                .filter(status -> status.code().equals(code))
                                .findFirst());
    }

    private JobsView jobs(Layout layout, Optional<JobStatus> state) {
        return database.read(handle -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            JobListStore.stages(handle)
                    .forEach((status, stage) -> counts.put(status.code(), stage.count()));
            Map<String, String> sites = SiteStore.names(handle);
            return new JobsView(
                    layout,
                    state.map(JobStatus::code).orElse(null),
                    counts,
                    JobListStore.list(handle, state.orElse(null), JOBS_MAX).stream()
                            .map(job -> row(job, sites, layout.asOf()))
                            .toList());
        });
    }

    private static JobsView.Row row(Job job, Map<String, String> sites, Instant now) {
        Job.Ticks ticks = job.ticks();
        long done =
                Stream.of(ticks.sent(), ticks.received(), ticks.started(), ticks.finished())
                        .flatMap(Stream::ofNullable)
                        .count();
        return new JobsView.Row(
                job.id(),
                job.application(),
                "/applications/" + job.application(),
                job.status().code(),
                job.priority(),
                sites.getOrDefault(job.site(), job.site()),
                job.lease() == null ? null : job.lease().station(),
                Math.toIntExact(done),
                Duration.between(job.changedAt(), now));
    }

    private void blanks(Call call) {
        Layout layout =
                call.layout(Place.BLANKS, call.words().say("place.blanks"), "/blanks", null);
        Map<String, String> names = staff.names();
        call.show(
                "custody/blanks.jte",
                database.<BlanksView>read(handle ->
                        new BlanksView(
                                layout,
                                LedgerStore.received(handle),
                                LedgerStore.sums(handle).entrySet().stream()
                                        .map(sum ->
                                                new BlanksView.Account(
                                                        sum.getKey().code(), sum.getValue()))
                                        .toList(),
                                LedgerStore.newest(handle, MOVEMENTS_LOOKED, MOVEMENTS_MAX).stream()
                                        .map(moved -> movement(moved, names))
                                        .toList())));
    }

    private static BlanksView.Movement movement(
            LedgerStore.Moved moved, Map<String, String> names) {
        return new BlanksView.Movement(
                Instant.ofEpochMilli(moved.at()),
                blanks(moved),
                moved.fromAccount(),
                moved.toAccount(),
                names.getOrDefault(moved.actor(), moved.actor()),
                moved.reason().equals(moved.toAccount()) ? null : moved.reason());
    }

    /// The serials, or how many where nobody knows yet which they are.
    private static String blanks(LedgerStore.Moved moved) {
        if (moved.first() == null) {
            return moved.blanks() + " × " + moved.place();
        }
        return moved.blanks() == 1
                ? moved.first()
                : moved.first() + "–" + moved.last() + " (" + moved.blanks() + ")";
    }
}

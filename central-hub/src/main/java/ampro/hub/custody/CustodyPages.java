package ampro.hub.custody;

import ampro.hub.application.SiteStore;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Live;
import ampro.hub.web.Outcome;
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

/// The print queue.
public final class CustodyPages {
    /// Jobs on the page: more than anybody reads; what is behind them waits longest.
    private static final int JOBS_MAX = 200;

    private final Database database;
    private final Jobs jobs;
    private final Live live;

    public CustodyPages(Database database, Jobs jobs, Live live) {
        this.database = database;
        this.jobs = jobs;
        this.live = live;
    }

    public void add(Routes routes) {
        routes.get("/jobs", Permission.VIEW, this::jobs)
                .live("/live/jobs", Permission.VIEW, this::jobEvents)
                .post("/jobs/{id}/resume", Permission.MANAGE_QUEUE, this::resume);
    }

    private void resume(Call call) {
        String id = call.path("id");
        switch (call.once(() -> jobs.resume(id, call.actor()).map(queued -> "/jobs/" + id))) {
            case Outcome.Done<String>(String address) -> call.seeOther(address);
            case Outcome.Refused<String> refused -> call.refuse(refused);
        }
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
}

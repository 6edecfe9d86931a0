package ampro.hub.overview;

import ampro.hub.application.Application;
import ampro.hub.application.ApplicationListStore;
import ampro.hub.application.ApplicationStore;
import ampro.hub.application.ApplicationStore.Stage;
import ampro.hub.application.SiteStore;
import ampro.hub.application.Status;
import ampro.hub.custody.AlertStore;
import ampro.hub.custody.Fleet;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobListStore;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.LedgerStore;
import ampro.hub.overview.BoardView.Alarm;
import ampro.hub.overview.BoardView.Kind;
import ampro.hub.overview.BoardView.Waiting;
import ampro.hub.shipping.ParcelStore;
import ampro.hub.staff.Staff;
import ampro.hub.station.StationsView;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Layout;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what the front page shows, all of one moment.
public final class Board {
    /// A courier needs two days to the farthest point; then somebody should ask.
    private static final Duration ARRIVES_WITHIN = Duration.ofDays(3);

    /// Shorter waits are work under way.
    private static final Duration BOTTLENECK_FROM = Duration.ofMinutes(15);

    /// Completed applications that the median is taken of.
    private static final int MEASURED_MAX = 500;

    /// What waits for the reader, each kind and in all: what one looks at before beginning.
    private static final int WAITING_MAX = 6;

    /// States in which the application waits for us, not for its applicant.
    private static final Set<Status> OURS =
            EnumSet.of(
                    Status.SUBMITTED,
                    Status.UNDER_REVIEW,
                    Status.APPROVED,
                    Status.LICENSE_GENERATED,
                    Status.QUEUED_FOR_PRINTING,
                    Status.PRINTING,
                    Status.PRINTED,
                    Status.SHIPPED);

    private final Database database;
    private final Staff staff;

    public Board(Database database, Staff staff) {
        this.database = database;
        this.staff = staff;
    }

    BoardView view(Layout layout, Actor reader) {
        Instant now = layout.asOf();
        Map<String, String> names = staff.names();
        return database.read(handle -> {
            List<StationsView.Row> stations = Fleet.rows(handle, now);
            return new BoardView(
                    layout,
                    List.of(
                            inDoubt(handle, now),
                            new Alarm(Kind.LATE, null, null, null, Place.APPLICATIONS.address()),
                            silent(stations),
                            blanksDiffer(handle, now),
                            notArrived(handle, now)),
                    flow(handle, layout.words(), now),
                    stations,
                    waiting(handle, reader, names));
        });
    }

    /// How much waits at each place of the menu.
    public Map<Place, Long> counts() {
        return database.read(handle -> {
            Map<JobStatus, JobListStore.Stage> jobs = JobListStore.stages(handle);
            Map<Place, Long> counts = new EnumMap<>(Place.class);
            counts.put(
                    Place.APPLICATIONS,
                    ApplicationListStore.count(handle, Status.SUBMITTED, null)
                            + ApplicationListStore.count(handle, Status.UNDER_REVIEW, null));
            counts.put(
                    Place.JOBS,
                    jobs.entrySet().stream()
                            .filter(stage -> stage.getKey().isOpen())
                            .mapToLong(stage -> stage.getValue().count())
                            .sum());
            counts.put(Place.PARCELS, (long) ParcelStore.inTransit(handle, null).size());
            counts.values().removeIf(count -> count == 0);
            return counts;
        });
    }

    private static Alarm inDoubt(Handle handle, Instant now) {
        List<Job> doubtful =
                JobListStore.unsettled(handle).stream()
                        .filter(job ->
                                job.status() == JobStatus.IN_DOUBT
                                        || job.status() == JobStatus.RECOVERY)
                        .toList();
        String where =
                doubtful.stream()
                        .map(Job::lease)
                        .filter(Objects::nonNull)
                        .map(lease -> lease.station())
                        .distinct()
                        .collect(Collectors.joining(", "));
        return new Alarm(
                Kind.IN_DOUBT,
                (long) doubtful.size(),
                doubtful.isEmpty() ? null : Duration.between(doubtful.getFirst().changedAt(), now),
                where.isEmpty() ? null : where,
                "/jobs?state=in_doubt");
    }

    private static Alarm silent(List<StationsView.Row> stations) {
        List<StationsView.Row> silent =
                stations.stream().filter(row -> row.state().equals("silent")).toList();
        return new Alarm(
                Kind.SILENT,
                (long) silent.size(),
                silent.stream()
                        .map(StationsView.Row::since)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                silent.isEmpty()
                        ? null
                        : silent.stream()
                                .map(StationsView.Row::station)
                                .collect(Collectors.joining(", ")),
                Place.STATIONS.address());
    }

    /// A sum that is not what was received, and every blank that was not where the book had it.
    private static Alarm blanksDiffer(Handle handle, Instant now) {
        long sum = LedgerStore.sums(handle).values().stream().mapToLong(Long::longValue).sum();
        AlertStore.Tally alerts = AlertStore.tally(handle, "blank-differs");
        return new Alarm(
                Kind.BLANKS_DIFFER,
                Math.abs(sum - LedgerStore.received(handle)) + alerts.count(),
                alerts.first() == null
                        ? null
                        : Duration.between(Instant.ofEpochMilli(alerts.first()), now),
                null,
                Place.BLANKS.address());
    }

    private static Alarm notArrived(Handle handle, Instant now) {
        long since = now.minus(ARRIVES_WITHIN).toEpochMilli();
        List<ParcelStore.Row> late =
                ParcelStore.inTransit(handle, null).stream()
                        .filter(parcel -> parcel.changedAt() < since)
                        .toList();
        Map<String, String> sites = SiteStore.names(handle);
        return new Alarm(
                Kind.NOT_ARRIVED,
                (long) late.size(),
                late.isEmpty()
                        ? null
                        : Duration.between(Instant.ofEpochMilli(late.getFirst().changedAt()), now),
                late.isEmpty()
                        ? null
                        : late.stream()
                                .map(parcel -> sites.getOrDefault(parcel.site(), parcel.site()))
                                .distinct()
                                .collect(Collectors.joining(", ")),
                Place.PARCELS.address());
    }

    private static FlowView flow(Handle handle, Words words, Instant now) {
        Map<Status, Stage> stages = ApplicationStore.stages(handle);
        Map<String, FlowView.Count> counts =
                stages.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        stage -> stage.getKey().code(),
                                        stage ->
                                                new FlowView.Count(
                                                        stage.getValue().count(),
                                                        stage.getValue().oldest() == null
                                                                ? null
                                                                : age(stage.getValue(), now))));
        Optional<Status> bottleneck =
                stages.keySet().stream()
                        .filter(OURS::contains)
                        .max(Comparator.comparing(status -> age(stages.get(status), now)))
                        .filter(status ->
                                age(stages.get(status), now).compareTo(BOTTLENECK_FROM) > 0);
        List<Long> took = ApplicationListStore.durations(handle, MEASURED_MAX);
        return new FlowView(
                counts,
                bottleneck.map(Status::code).orElse(null),
                bottleneck.map(status -> cause(handle, status, words, now)).orElse(null),
                took.isEmpty() ? null : Duration.ofMillis(took.get(took.size() / 2)));
    }

    private static Duration age(@Nullable Stage stage, Instant now) {
        return stage == null || stage.oldest() == null
                ? Duration.ZERO
                : Duration.between(stage.oldest(), now);
    }

    /// Where the one is that has waited longest, and how long.
    private static String cause(Handle handle, Status status, Words words, Instant now) {
        Application oldest = ApplicationListStore.oldest(handle, status, 1).getFirst();
        return SiteStore.names(handle).getOrDefault(oldest.site(), oldest.site())
                + ", "
                + words.age(Duration.between(oldest.changedAt(), now));
    }

    /// What this reader can do something about, the oldest first.
    private static List<Waiting> waiting(Handle handle, Actor reader, Map<String, String> names) {
        List<Waiting> waiting = new ArrayList<>();
        if (reader.may(Permission.REVIEW_APPLICATION)) {
            Stream.of(Status.SUBMITTED, Status.UNDER_REVIEW)
                    .flatMap(status ->
                            ApplicationListStore.oldest(handle, status, WAITING_MAX).stream())
                    .forEach(a ->
                            waiting.add(
                                    new Waiting(
                                            "review",
                                            a.id(),
                                            names.getOrDefault(a.enteredBy(), a.enteredBy()),
                                            a.changedAt(),
                                            "/applications/" + a.id())));
        }
        if (reader.may(Permission.RECEIVE)) {
            ParcelStore.inTransit(handle, reader.site())
                    .forEach(parcel ->
                            waiting.add(
                                    new Waiting(
                                            "parcel",
                                            parcel.sscc(),
                                            parcel.site(),
                                            Instant.ofEpochMilli(parcel.changedAt()),
                                            "/parcels/" + parcel.sscc())));
        }
        return waiting.stream()
                .sorted(Comparator.comparing(Waiting::since))
                .limit(WAITING_MAX)
                .toList();
    }
}

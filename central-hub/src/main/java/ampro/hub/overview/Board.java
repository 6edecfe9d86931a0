package ampro.hub.overview;

import ampro.hub.application.Application;
import ampro.hub.application.ApplicationListStore;
import ampro.hub.application.ApplicationStore;
import ampro.hub.application.ApplicationStore.Stage;
import ampro.hub.application.SiteStore;
import ampro.hub.application.Status;
import ampro.hub.custody.Fleet;
import ampro.hub.custody.JobListStore;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.ledger.Witnessing;
import ampro.hub.overview.BoardView.Waiting;
import ampro.hub.shipping.ParcelStore;
import ampro.hub.staff.Staff;
import ampro.hub.staff.second.SecondPerson;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what the front page shows, all of one moment.
public final class Board {
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
    private final Fleet fleet;

    public Board(Database database, Staff staff, Fleet fleet) {
        this.database = database;
        this.staff = staff;
        this.fleet = fleet;
    }

    BoardView view(Layout layout, Actor reader) {
        Instant now = layout.asOf();
        Map<String, String> names = staff.names();
        return database.read(handle -> {
            List<StationsView.Row> stations = fleet.rows(handle, now);
            return new BoardView(
                    layout,
                    Alarms.read(handle, stations, now),
                    flow(handle, layout.words(), now),
                    StationsView.seenBy(reader, stations),
                    waiting(handle, reader, names, now));
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
                                                        since(stage.getValue(), now))));
        Optional<Status> bottleneck = bottleneck(stages, now);
        List<Long> took = ApplicationListStore.durations(handle, MEASURED_MAX);
        return new FlowView(
                counts,
                bottleneck.map(Status::code).orElse(null),
                bottleneck.map(status -> cause(handle, status, words, now)).orElse(null),
                took.isEmpty() ? null : Duration.ofMillis(took.get(took.size() / 2)));
    }

    private static Optional<Status> bottleneck(Map<Status, Stage> stages, Instant now) {
        Instant latest = now.minus(BOTTLENECK_FROM);
        return stages.entrySet().stream()
                .filter(stage -> OURS.contains(stage.getKey()))
                .filter(stage -> oldest(stage.getValue()).isBefore(latest))
                .min(Comparator.comparing(stage -> oldest(stage.getValue())))
                .map(Map.Entry::getKey);
    }

    private static Instant oldest(Stage stage) {
        return stage.oldest() == null ? Instant.MAX : stage.oldest();
    }

    private static @Nullable Duration since(Stage stage, Instant now) {
        return stage.oldest() == null ? null : Duration.between(stage.oldest(), now);
    }

    /// Where the one is that has waited longest, and how long.
    private static String cause(Handle handle, Status status, Words words, Instant now) {
        Application oldest = ApplicationListStore.oldest(handle, status, 1).getFirst();
        return SiteStore.names(handle).getOrDefault(oldest.site(), oldest.site())
                + ", "
                + words.age(Duration.between(oldest.changedAt(), now));
    }

    /// What this reader can do something about, the oldest first.
    private static List<Waiting> waiting(
            Handle handle, Actor reader, Map<String, String> names, Instant now) {
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
        if (reader.may(Permission.BOOK_BLANKS)) {
            Witnessing.waiting(handle, reader)
                    .forEach(request ->
                            waiting.add(
                                    new Waiting(
                                            request.act(),
                                            request.id() + " (" + request.blanks() + ")",
                                            names.getOrDefault(
                                                    request.askedBy(), request.askedBy()),
                                            request.since(),
                                            "/blanks/witness")));
        }
        if (reader.may(Permission.DECIDE_CUSTODY)) {
            SecondPerson.waiting(handle, now).stream()
                    .filter(asking -> !asking.askedBy().equals(reader.id()))
                    .forEach(asking ->
                            waiting.add(
                                    new Waiting(
                                            asking.kind(),
                                            asking.subject(),
                                            names.getOrDefault(asking.askedBy(), asking.askedBy()),
                                            asking.askedAt(),
                                            Place.SECOND_PERSON.address())));
        }
        return waiting.stream()
                .sorted(Comparator.comparing(Waiting::since))
                .limit(WAITING_MAX)
                .toList();
    }
}

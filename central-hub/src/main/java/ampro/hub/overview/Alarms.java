package ampro.hub.overview;

import ampro.hub.application.SiteStore;
import ampro.hub.custody.AlertStore;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobListStore;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.custody.ledger.Shifts;
import ampro.hub.overview.BoardView.Alarm;
import ampro.hub.overview.BoardView.Kind;
import ampro.hub.shipping.ParcelStore;
import ampro.hub.station.StationsView;
import ampro.hub.web.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The exceptions, each as a number with its oldest case and its cause.
final class Alarms {
    /// A courier needs two days to the farthest point; then somebody should ask.
    private static final Duration ARRIVES_WITHIN = Duration.ofDays(3);

    private Alarms() {}

    /// Nobody is promised a date yet, so lateness is not measured.
    static List<Alarm> read(Handle handle, List<StationsView.Row> stations, Instant now) {
        return List.of(
                inDoubt(handle, now),
                new Alarm(Kind.LATE, null, null, null, Place.APPLICATIONS.address()),
                silent(stations),
                blanksDiffer(handle, now),
                notArrived(handle, now));
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

    /// A sum that is not what was received, every blank that was not where the book had it, and
    /// every count that differs and that nobody has accepted.
    private static Alarm blanksDiffer(Handle handle, Instant now) {
        long sum = LedgerStore.sums(handle).values().stream().mapToLong(Long::longValue).sum();
        AlertStore.Tally alerts = AlertStore.tally(handle, "blank-differs");
        return new Alarm(
                Kind.BLANKS_DIFFER,
                Math.abs(sum - LedgerStore.received(handle)) + alerts.count() + Shifts.open(handle),
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
}

package ampro.hub.custody;

import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.StationId;
import ampro.hub.application.SiteStore;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.link.Presence;
import ampro.hub.station.StationStore;
import ampro.hub.station.StationsView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What every station does now and what it has left, as the hub's own records show it.
public final class Fleet {
    /// Not connected and without a message for this long, a station is silent.
    private static final Duration SILENT_AFTER = Duration.ofMinutes(3);

    private final Presence presence;

    public Fleet(Presence presence) {
        this.presence = presence;
    }

    public List<StationsView.Row> rows(Handle handle, Instant now) {
        Map<String, String> sites = SiteStore.names(handle);
        Map<String, Instant> lastCards = JobListStore.lastCards(handle);
        Map<String, List<Job>> jobs =
                JobListStore.unsettled(handle).stream()
                        .filter(job -> job.lease() != null)
                        .collect(Collectors.groupingBy(Fleet::stationOf));
        return StationStore.all(handle).stream()
                .filter(station -> !station.state().equals("retired"))
                .map(station -> {
                    List<Job> mine = jobs.getOrDefault(station.id(), List.of());
                    Optional<Job> current = current(mine);
                    return new StationsView.Row(
                            station.id(),
                            sites.getOrDefault(station.site(), station.site()),
                            state(station, current, now),
                            since(station, current, now),
                            current.map(Job::id).orElse(null),
                            false,
                            FeedingRule.OFFLINE_WITHOUT_GUARD.word().equals(station.feeding()),
                            mine.stream().filter(job -> job.status() == JobStatus.ASSIGNED).count(),
                            LedgerStore.loadedAt(handle, station.id()),
                            null,
                            null,
                            age(lastCards.get(station.id()), now),
                            null);
                })
                .toList();
    }

    private static String stationOf(Job job) {
        return job.lease() == null ? "" : job.lease().station();
    }

    /// The job that keeps the station: what nobody is sure of before what is being printed.
    private static Optional<Job> current(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> job.status() != JobStatus.ASSIGNED)
                .max((one, other) -> Boolean.compare(isInDoubt(one), isInDoubt(other)));
    }

    private static boolean isInDoubt(Job job) {
        return job.status() == JobStatus.IN_DOUBT || job.status() == JobStatus.RECOVERY;
    }

    private String state(StationStore.Row station, Optional<Job> current, Instant now) {
        if (station.state().equals("quarantined")) {
            return "locked";
        }
        if (isSilent(station, now)) {
            return "silent";
        }
        String said = presence.of(new StationId(station.id())).orElse("disconnected");
        return said.equals("ready")
                ? current.map(job -> isInDoubt(job) ? "in_doubt" : "printing").orElse("ready")
                : said;
    }

    /// A connected station that has nothing to say is not silent.
    private boolean isSilent(StationStore.Row station, Instant now) {
        return !presence.isConnected(new StationId(station.id()))
                && station.seenAt() != null
                && station.seenAt() < now.minus(SILENT_AFTER).toEpochMilli();
    }

    private @Nullable Duration since(StationStore.Row station, Optional<Job> current, Instant now) {
        if (isSilent(station, now) || current.isEmpty()) {
            return station.seenAt() == null
                    ? null
                    : age(Instant.ofEpochMilli(station.seenAt()), now);
        }
        return age(current.get().changedAt(), now);
    }

    private static @Nullable Duration age(@Nullable Instant since, Instant now) {
        return since == null ? null : Duration.between(since, now);
    }
}

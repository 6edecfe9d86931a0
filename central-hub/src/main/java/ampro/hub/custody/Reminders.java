package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.StationId;
import ampro.hub.link.OutboxStore;
import ampro.hub.station.StationStore;
import ampro.hub.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Says again what a connected station has not answered: the broker may have dropped it, or the
/// answer. Grants, revocations, confirmations and fences; each does nothing where it has been
/// heard. A welcome and an acknowledgement that are lost the station asks for itself. Called by the
/// thread that grants.
public final class Reminders {
    /// With a round at least every 10 seconds, nothing is owed for a minute and not said again.
    static final Duration AFTER = Duration.ofSeconds(30);

    /// In one round: no storm when many stations come back together.
    static final int MOST = 200;

    private final Database database;
    private final Predicate<StationId> isConnected;
    private final InstantSource clock;
    private final Map<String, Instant> said = new HashMap<>();

    private record Owed(StationId station, List<Down> messages) {}

    /// `isConnected` keeps messages from piling up at the broker: who connects anew says hello, and
    /// is told everything then.
    public Reminders(Database database, Predicate<StationId> isConnected, InstantSource clock) {
        this.database = database;
        this.isConnected = isConnected;
        this.clock = clock;
    }

    /// One round; returns how many messages were said again.
    public int sayAgain() {
        Instant now = clock.instant();
        if (database.read(handle -> owed(handle, now)).isEmpty()) {
            return 0; // without a commit, which would wake everybody
        }
        List<Owed> owed =
                database.write(handle -> {
                    List<Owed> still = owed(handle, now);
                    still.forEach(each ->
                            each.messages()
                                    .forEach(down ->
                                            OutboxStore.put(handle, each.station(), down, now)));
                    return still;
                });
        owed.forEach(each -> said.put(each.station().value(), now));
        return owed.stream().mapToInt(each -> each.messages().size()).sum();
    }

    /// Who has waited longest comes first.
    private List<Owed> owed(Handle handle, Instant now) {
        Tenure tenure = CustodyStore.tenure(handle).orElse(Tenure.FIRST);
        List<StationStore.Row> waiting =
                StationStore.all(handle).stream()
                        .filter(station -> Recovery.IN_SERVICE.contains(station.state()))
                        .filter(station -> isDue(said.get(station.id()), now))
                        .filter(station -> isConnected.test(new StationId(station.id())))
                        .sorted(
                                Comparator.comparing(
                                        station -> said.getOrDefault(station.id(), Instant.MIN)))
                        .toList();
        Map<String, List<Job>> jobs =
                JobStore.openAt(handle, now.minus(AFTER), now).stream()
                        .collect(Collectors.groupingBy(Reminders::station));
        List<Owed> owed = new ArrayList<>();
        int room = MOST;
        for (StationStore.Row station : waiting) {
            StationId id = new StationId(station.id());
            List<Down> all =
                    station.reportedTerm() < tenure.term()
                            ? fence(handle, tenure, now)
                            : owed(handle, jobs.getOrDefault(station.id(), List.of()), now);
            List<Down> messages = all.subList(0, Math.min(room, all.size()));
            if (!messages.isEmpty() && !OutboxStore.hasFor(handle, id)) {
                owed.add(new Owed(id, messages));
                room -= messages.size();
            }
        }
        return owed;
    }

    private static String station(Job leased) {
        return Objects.requireNonNull(leased.lease()).station();
    }

    private static List<Down> fence(Handle handle, Tenure tenure, Instant now) {
        return isDue(CustodyStore.since(handle), now)
                ? List.of(new Down.Fence(tenure.term()))
                : List.of();
    }

    private static List<Down> owed(Handle handle, List<Job> jobs, Instant now) {
        return jobs.stream()
                .map(job ->
                        job.withdrawn() || job.ticks().received() == null
                                ? Grants.owed(handle, job)
                                : Answers.standing(handle, job, now).map(Down.class::cast))
                .flatMap(Optional::stream)
                .toList();
    }

    /// A time in the future is of a clock that ran ahead.
    private static boolean isDue(@Nullable Instant last, Instant now) {
        return last == null || last.isAfter(now) || !now.isBefore(last.plus(AFTER));
    }
}

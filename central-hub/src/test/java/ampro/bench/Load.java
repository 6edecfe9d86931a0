package ampro.bench;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.link.OutboxStore;
import ampro.hub.station.Stations.Credential;
import ampro.hub.store.CrashPoint.Commit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fifty stations print until nothing is queued any more, each event committed before its station
/// goes on; the hub grants and empties its outbox meanwhile, each woken by commits as in the hub.
final class Load {
    /// Of the commits of one job; custody.md, section 8.
    static final double COMMITS_MAX = 2;

    private static final long SEED = 4217;

    private final PreparedHub prepared;
    private final Bench hub;
    private final Duration pause;
    private final Semaphore mayGrant = new Semaphore(1);
    private final Semaphore maySend = new Semaphore(1);
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final Map<String, BlockingQueue<Down.Grant>> granted;

    record Counted(Duration pause, int jobs, int commits, double seconds) {
        double commitsPerJob() {
            return (double) commits / jobs;
        }

        String inWords() {
            return "%10d %8d %9.1f %9d %13.2f   %s"
                    .formatted(
                            pause.toMillis(),
                            jobs,
                            jobs / seconds,
                            commits,
                            commitsPerJob(),
                            commitsPerJob() <= COMMITS_MAX ? "met" : "not met");
        }
    }

    private Load(PreparedHub prepared, Bench hub, Duration pause) {
        this.prepared = prepared;
        this.hub = hub;
        this.pause = pause;
        granted =
                prepared.stations.stream()
                        .map(station -> station.station().value())
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), id -> new LinkedBlockingQueue<>()));
    }

    /// `pause` is the mean time between two events of one station.
    static Counted run(PreparedHub prepared, Duration pause) throws Exception {
        try (Bench hub = prepared.open()) {
            return new Load(prepared, hub, pause).run();
        }
    }

    private Counted run() throws Exception {
        hub.database.afterCommit(commits::incrementAndGet);
        hub.database.afterCommit(mayGrant::release);
        hub.database.afterCommit(maySend::release);
        List<Callable<Void>> works = new ArrayList<>();
        works.add(() -> whileWoken(mayGrant, hub.grants::grantAll));
        works.add(() -> whileWoken(maySend, this::send));
        prepared.stations.forEach(station -> works.add(() -> print(station)));
        double seconds = Crowd.seconds(works);
        String done = hub.column("select count(*) from print_job where status = 'completed'");
        if (!done.equals(String.valueOf(prepared.jobs()))) {
            throw new IllegalStateException(done + " of " + prepared.jobs() + " completed");
        }
        return new Counted(pause, prepared.jobs(), commits.get(), seconds);
    }

    private @Nullable Void whileWoken(Semaphore woken, Runnable what) throws InterruptedException {
        while (finished.get() < prepared.jobs()) {
            if (woken.tryAcquire(1, TimeUnit.SECONDS)) {
                woken.drainPermits();
                what.run();
            }
        }
        return null;
    }

    /// As the link does: a batch is read, sent and deleted.
    private void send() {
        List<OutboxStore.Row> rows = hub.database.read(OutboxStore::next);
        while (!rows.isEmpty()) {
            List<OutboxStore.Row> sent = rows;
            sent.stream().filter(row -> row.kind().equals("grant")).forEach(this::deliver);
            hub.database.write(
                    Commit.SENT,
                    handle -> {
                        OutboxStore.delete(handle, sent.stream().map(OutboxStore.Row::n).toList());
                        return sent;
                    });
            rows = hub.database.read(OutboxStore::next);
        }
    }

    private void deliver(OutboxStore.Row row) {
        try {
            Objects.requireNonNull(granted.get(row.station()), row.station())
                    .add(Wire.readBody(Down.Grant.class, row.body()));
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Void print(Credential station) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED + station.station().hashCode());
        BlockingQueue<Down.Grant> mine =
                Objects.requireNonNull(granted.get(station.station().value()));
        Box box = new Box(station);
        int card = 0;
        while (finished.get() < prepared.jobs()) {
            Down.Grant grant = mine.poll(10, TimeUnit.MILLISECONDS);
            if (grant == null) {
                continue;
            }
            card++;
            for (EventType type : StationEvents.OF_A_CARD) {
                LockSupport.parkNanos(random.nextLong(2 * pause.toNanos() + 1));
                take(StationEvents.claim(box, type, grant, card));
            }
            finished.incrementAndGet();
        }
        return null;
    }

    private void take(byte[] payload) throws Exception {
        hub.database
                .submit(
                        Commit.INGEST,
                        handle -> {
                            hub.custodian.take(handle, Wire.readUp("event", payload));
                            return true;
                        })
                .get(Crowd.WITHIN_SECONDS, TimeUnit.SECONDS);
    }
}

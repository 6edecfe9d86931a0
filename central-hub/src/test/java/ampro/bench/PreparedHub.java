package ampro.bench;

import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.Up;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.station.Stations.Credential;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A hub with fifty open stations, their blanks loaded and their jobs queued, as often as it is
/// wanted: each opening starts on a copy of the same database and the same witness.
final class PreparedHub {
    static final int STATIONS = 50;

    /// Later than any hello of a box's first minutes.
    private static final long LATER = 600_000;

    final List<Credential> stations = new ArrayList<>();
    final int jobsEach;
    private final Path folder;
    private final Bench first;
    private final byte[] witness;

    PreparedHub(Path folder, int jobsEach) throws IOException {
        this.folder = folder;
        this.jobsEach = jobsEach;
        first = new Bench(Dialect.SQLITE, Files.createDirectories(folder));
        for (int i = 1; i <= STATIONS; i++) {
            stations.add(first.box("st-%02d".formatted(i), jobsEach + 1).credential());
        }
        for (int i = 0; i < jobs(); i++) {
            first.queued();
        }
        first.emptyOutbox();
        first.close();
        witness = Files.readAllBytes(witnessFile());
    }

    private Path witnessFile() {
        return folder.resolve("witness");
    }

    int jobs() {
        return STATIONS * jobsEach;
    }

    /// Close it before the next one: they share the witness' file.
    Bench open() throws IOException {
        return open(first.fresh, witness);
    }

    private Bench open(FreshDatabase from, byte[] itsWitness) throws IOException {
        Files.write(witnessFile(), itsWitness);
        return first.next(from.copy());
    }

    /// One whose jobs are all granted, and that can be opened as often.
    Granted granted() throws IOException {
        Bench hub = open();
        for (Credential station : stations) {
            hub.take(new Box(station).say(mayPrintAhead()));
        }
        hub.grants.grantAll();
        Granted granted =
                new Granted(this, hub.fresh, StationEvents.of(hub, stations), witnessBytes());
        hub.emptyOutbox();
        hub.close();
        return granted;
    }

    private byte[] witnessBytes() throws IOException {
        return Files.readAllBytes(witnessFile());
    }

    /// With a chip a station may have a shift's leases.
    private static Up.Hello mayPrintAhead() {
        return new Up.Hello(
                LATER,
                0,
                EventChain.START,
                FeedingRule.GUARDED,
                0L,
                null,
                List.of(),
                List.of(),
                50,
                1,
                0,
                null);
    }

    /// What the stations have to say is the same for whoever takes it.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares hubs
    record Granted(
            PreparedHub hub, FreshDatabase database, List<StationEvents> events, byte[] witness) {
        Bench open() throws IOException {
            return hub.open(database, witness);
        }

        int count() {
            return events.stream().mapToInt(each -> each.payloads().size()).sum();
        }
    }
}

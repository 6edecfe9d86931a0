package ampro.hub.custody;

import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.Up;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A hub whose database can be set back to a backup, as after a lost disk. Its witness, its
/// stations and what they made are not set back. Stations hear whatever it sends.
final class RestorableHub implements AutoCloseable {
    private Bench bench;
    private @Nullable FreshDatabase backup;

    RestorableHub(Dialect dialect, Path folder) {
        bench = new Bench(dialect, made(folder));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The hub that runs now.
    Bench now() {
        return bench;
    }

    void backUp() {
        bench.close();
        backup = bench.fresh.copy();
        bench = bench.next(bench.fresh);
    }

    /// Nothing tells that it was set back until people or a station say so: it knows of the block
    /// of tokens that the witness knows of.
    void restore() {
        FreshDatabase copy = Objects.requireNonNull(backup, "nothing was backed up").copy();
        long begun = bench.witness.begun();
        copy.beside()
                .useHandle(handle ->
                        handle.execute(
                                "insert into counter (name, value) values ('token', ?)"
                                        + " on conflict (name) do update set value = excluded.value",
                                begun));
        starts(copy);
    }

    /// The database is as it was backed up.
    void restoreOlder() {
        starts(Objects.requireNonNull(backup, "nothing was backed up").copy());
    }

    private void starts(FreshDatabase on) {
        bench.close();
        bench = bench.next(on);
    }

    void take(Box box, Message<Up> message) {
        bench.take(message);
        bench.sentTo(box.id()).forEach(box::hears);
    }

    /// A granted job whose station holds it.
    Job held(Box box) {
        return held(box, bench.queued());
    }

    Job held(Box box, Job queued) {
        bench.grants.grantAll();
        Job job = bench.job(queued);
        take(box, box.claim(EventType.HELD, job, Facts.card(card(job))));
        return job;
    }

    void claim(Box box, Job job, EventType... types) {
        for (EventType type : types) {
            take(box, box.claim(type, job));
        }
    }

    /// The box says hello and sends what the hub then lacks.
    void connects(Box box, Up.OpenLease... open) {
        bench.emptyOutbox();
        take(box, box.hello(List.of(open)));
        long from =
                bench.sentTo(box.id()).stream()
                        .filter(Down.Welcome.class::isInstance)
                        .mapToLong(welcome -> ((Down.Welcome) welcome).ackedSeq())
                        .max()
                        .orElseThrow(() -> new AssertionError(box.id() + " is not welcome"));
        for (int seq = (int) from + 1; seq <= box.journal().size(); seq++) {
            take(box, box.again(seq));
        }
    }

    void reports(Box box, Up.OpenLease... open) {
        take(box, box.report(bench.recovery.standing().term(), List.of(open)));
    }

    static Up.OpenLease open(Job job, LeaseState state) {
        return new Up.OpenLease(job.id(), Bench.token(job), state);
    }

    static String card(Job job) {
        return Objects.requireNonNull(job.lease(), "not leased").card();
    }

    boolean isLive(Job job) {
        return bench.database.read(
                handle -> CardStore.isLive(handle, new CardCode(job.licence(), card(job))));
    }

    @Override
    public void close() {
        bench.close();
    }
}

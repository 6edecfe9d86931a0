package ampro.proof.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.Job;
import ampro.hub.store.Database;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The hub's database on a disk that loses its end or has no room.
final class HubDisk {
    private static final int MEBIBYTES = 24;

    /// How many events of the station the hub had committed when its log was this long.
    private record Moment(int logBytes, long events) {}

    private HubDisk() {}

    /// Every frame boundary of the log, and as many places inside: what was committed before is
    /// there. A hub that has lost what it acknowledged begins a term when the station says hello.
    static String cut(Path folder, int inside, SplittableRandom random) throws IOException {
        List<Moment> moments = new ArrayList<>();
        try (Bench hub =
                new Bench(Dialect.SQLITE, Files.createDirectories(folder.resolve("hub")))) {
            Box box = hub.box("tnr-01", 5);
            Job job = hub.queued();
            hub.grants.grantAll();
            job = hub.job(job);
            List<EventType> way =
                    List.of(
                            EventType.HELD,
                            EventType.INTENT,
                            EventType.MADE,
                            EventType.EJECTED,
                            EventType.GOOD);
            for (EventType type : way) {
                hub.take(
                        box.claim(
                                type,
                                job,
                                type == EventType.GOOD ? Box.blank("tnr-01-1") : Facts.NONE));
                moments.add(
                        new Moment(Images.of(hub.fresh.file()).log().length, box.journal().size()));
            }
            hub.sentTo(box.id()).forEach(box::hears);
            return judge(folder, hub, box, moments, inside, random);
        }
    }

    private static String judge(
            Path folder,
            Bench hub,
            Box box,
            List<Moment> moments,
            int inside,
            SplittableRandom random)
            throws IOException {
        Images whole = Images.of(hub.fresh.file());
        List<Integer> places = new ArrayList<>(whole.frameBoundaries());
        places.addAll(whole.anywhere(random, inside));
        int lost = 0;
        long lastSeen = -1;
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            Path file = folder.resolve("cut-" + i).resolve("hub.db");
            whole.cutAt(place).writeTo(file);
            FreshDatabase left =
                    new FreshDatabase(
                            Dialect.SQLITE, file, "jdbc:sqlite:" + file + "?foreign_keys=true");
            long events = events(left);
            assertThat(events)
                    .as("cut at " + place)
                    .isGreaterThanOrEqualTo(eventsAt(moments, place));
            if (events < box.journal().size()) {
                lost++;
            }
            if (events != lastSeen && events >= 0 && events < box.journal().size()) {
                lastSeen = events;
                assertBeginsATerm(hub, left, box);
            }
        }
        return "hub's log cut at %d places: %d lost what was acknowledged, none unseen"
                .formatted(places.size(), lost);
    }

    private static long eventsAt(List<Moment> moments, int logBytes) {
        return moments.stream()
                .filter(moment -> moment.logBytes() <= logBytes)
                .mapToLong(Moment::events)
                .max()
                .orElse(-1);
    }

    /// -1 where not even the tables are there.
    private static long events(FreshDatabase left) {
        return left.beside()
                .withHandle(handle -> {
                    boolean made =
                            handle.createQuery(
                                                    "select count(*) from sqlite_schema where name = 'station_event'")
                                            .mapTo(Integer.class)
                                            .one()
                                    == 1;
                    return made
                            ? handle.createQuery("select count(*) from station_event")
                                    .mapTo(Long.class)
                                    .one()
                            : -1;
                });
    }

    /// By the witness at its start, or by what the station remembers; an empty one does not start.
    private static void assertBeginsATerm(Bench before, FreshDatabase left, Box box) {
        long term = before.recovery.standing().term();
        try (Bench after = before.next(left)) {
            boolean knowsTheBox = !after.column("select count(*) from station").equals("0");
            if (knowsTheBox) {
                after.take(box.hello(List.of()));
                assertThat(after.recovery.standing().term()).isGreaterThan(term);
            }
        } catch (IllegalStateException e) {
            assertThat(e).as("an empty one is not begun on").hasMessageContaining("witness");
        }
    }

    /// A command on a full disk fails and leaves nothing; the next one finds room.
    static String full(Path folder) throws IOException {
        try (SmallDisk disk = new SmallDisk(folder, MEBIBYTES);
                Database database = Database.sqlite(disk.folder.resolve("hub.db"))) {
            insert(database, "before");
            disk.fill();
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 1_000; i++) {
                                    insert(database, "full " + i + " ".repeat(10_000));
                                }
                            })
                    .hasStackTraceContaining("SQLITE_FULL");
            long kept = sites(database);
            disk.empty();
            insert(database, "after");
            assertThat(sites(database)).isEqualTo(kept + 1);
        }
        return "a commit without room failed whole, the next one had room";
    }

    private static void insert(Database database, String name) {
        database.write(handle ->
                handle.execute(
                        "insert into site (code, name, address) values (?, ?, '-')", name, name));
    }

    private static long sites(Database database) {
        return database.read(
                handle -> handle.createQuery("select count(*) from site").mapTo(Long.class).one());
    }
}

package ampro.hub.custody.ledger;

import ampro.firmware.wire.StationId;
import ampro.hub.application.SiteStore;
import ampro.hub.custody.AlertStore;
import ampro.hub.staff.Role;
import ampro.hub.station.StationStore;
import ampro.hub.station.Stations;
import ampro.hub.store.Database;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The book of blanks alone on a fresh database, with two stations and no print job.
final class Book implements AutoCloseable {
    static final String HERE = "tnr-01";
    static final String THERE = "tmm-01";
    static final Actor MIRA = person("mira", Role.MANAGER, null);
    static final Actor NORO = person("noro", Role.MANAGER, null);
    static final Actor FALY = person("faly", Role.OPERATOR, "TNR");
    static final Actor ONY = person("ony", Role.OPERATOR, "TMM");

    private static final List<String> TABLES =
            List.of(
                    "blank",
                    "ledger_movement",
                    "ledger_named",
                    "ledger_balance",
                    "audit",
                    "alert",
                    "transfer",
                    "transfer_difference",
                    "witness_request",
                    "witness_request_serial",
                    "shift_count");

    final Database database;
    final Blanks blanks;
    final Transfers transfers;
    final Witnessing witnessing;
    final Shifts shifts;

    /// Whether the lines to the stations stand.
    boolean connected = true;

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    Book(Dialect dialect, Path folder) {
        database = FreshDatabase.of(dialect, folder).open();
        blanks = new Blanks(database, () -> now);
        transfers = new Transfers(database, AlertStore::put, () -> now);
        witnessing = new Witnessing(database, () -> now);
        shifts = new Shifts(database, AlertStore::put, station -> connected, () -> now);
        Stations stations = new Stations(database, () -> now, new Random(4217));
        database.write(handle -> {
            SiteStore.put(handle, new SiteStore.Row("TNR", "Antananarivo", "12 Rue A"));
            SiteStore.put(handle, new SiteStore.Row("TMM", "Toamasina", "1 Quai B"));
            return 0;
        });
        stations.enrol(new StationId(HERE), "TNR", Actor.HUB).orThrow();
        stations.enrol(new StationId(THERE), "TMM", Actor.HUB).orThrow();
        database.write(handle -> {
            StationStore.seen(handle, new StationId(HERE), now.toEpochMilli());
            return 0;
        });
    }

    static Actor person(String id, Role role, @Nullable String site) {
        return new Actor(id, id, role.code(), role.permissions(), site, null);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// What a printer here did; the difference in words, if any.
    Optional<String> print(BlankAccount from, BlankAccount to, @Nullable String serial) {
        return print(new PrintMove("J-1", HERE, from, to, serial, 1));
    }

    Optional<String> print(PrintMove move) {
        return database.write(handle -> LedgerStore.move(handle, move, Actor.station(HERE), now));
    }

    /// Puts new blanks where a test wants them, past all rules.
    void put(Spot spot, String... serials) {
        database.write(handle ->
                LedgerStore.write(
                        new Pen(handle, MIRA, now),
                        Movement.named(Act.RECEIVE, Spot.SUPPLIER, spot, List.of(serials), "put")));
    }

    static Spot here(BlankAccount account) {
        return new Spot(account, HERE);
    }

    /// Where this blank is, as `loaded at tnr-01`.
    String spot(String serial) {
        return blanks.file(serial).orThrow().spot().toString();
    }

    long balance(BlankAccount account, String place) {
        return database.read(
                handle -> LedgerStore.balance(handle, new Spot(account, place)).blanks());
    }

    long received() {
        return database.read(LedgerStore::received);
    }

    List<LedgerListStore.Row> newest() {
        return database.read(handle -> LedgerListStore.newest(handle, 1_000));
    }

    /// How many rows a command could have added to, and what every spot holds.
    String size() {
        String counts =
                TABLES.stream()
                        .map(table -> "(select count(*) from " + table + ")")
                        .collect(Collectors.joining(" || ' ' || "));
        return database.<String>read(
                        handle -> handle.createQuery("select " + counts).mapTo(String.class).one())
                + blanks.holdings();
    }

    /// Everything that a command could change, as text.
    String everything() {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            database
                    .<List<String>>read(handle ->
                            handle.createQuery("select * from " + table)
                                    .mapToMap()
                                    .map(Object::toString)
                                    .list())
                    .stream()
                    .sorted()
                    .map(row -> table + " " + row)
                    .forEach(rows::add);
        }
        return String.join("\n", rows);
    }

    List<String> alerts() {
        return database.read(handle -> AlertStore.newest(handle, 100)).stream()
                .map(alert -> alert.code() + ": " + alert.detail())
                .toList();
    }

    static String detail(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Refused<?> refused -> refused.detail();
            case Outcome.Done<?> done -> throw new AssertionError(done + " was not refused");
        };
    }

    void change(String sql) {
        database.write(handle -> handle.execute(sql));
    }

    @Override
    public void close() {
        database.close();
    }
}

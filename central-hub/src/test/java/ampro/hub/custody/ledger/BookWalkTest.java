package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.FALY;
import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static ampro.hub.custody.ledger.Book.NORO;
import static ampro.hub.custody.ledger.Book.THERE;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.custody.ledger.BlindCount.Sheet;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Anything that anybody may book, in any order, sensible or not. After every step the sums are
/// right; a refusal has changed nothing; no spot falls below zero untold.
@Tag("store")
@OnBothDatabases
class BookWalkTest {
    private static final int STEPS = 350;
    private static final int AUDITED_EVERY = 10;
    private static final int SERIALS = 150;
    private static final List<String> PLACES = List.of(Spot.CENTRAL, HERE, HERE, HERE, THERE);

    private final Book book;
    private final Random random = new Random();

    /// Where each blank has to be, as what was done tells.
    private final Map<String, String> model = new TreeMap<>();

    private final Set<String> told = new TreeSet<>();
    private final Map<Act, Integer> done = new EnumMap<>(Act.class);

    BookWalkTest(Dialect dialect, @TempDir Path folder) {
        book = new Book(dialect, folder);
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void theBookIsRightWhateverIsBooked() {
        long seed = Long.getLong("ampro.seed", 4217);
        random.setSeed(seed);
        System.out.println("seed " + seed);
        for (int step = 0; step < STEPS; step++) {
            String before = book.size();
            boolean changed = step();
            String where = "seed %d, step %d".formatted(seed, step);
            if (!changed) {
                assertThat(book.size()).as(where).isEqualTo(before);
            }
            if (step % AUDITED_EVERY == 0) {
                assertThat(book.blanks.audit()).as(where).isEmpty();
            }
            assertThat(book.blanks.sums().values().stream().mapToLong(Long::longValue).sum())
                    .as(where)
                    .isEqualTo(book.received());
            assertThat(belowZero()).as(where).isSubsetOf(told);
        }
        assertThat(book.blanks.audit()).as("seed " + seed).isEmpty();
        model.forEach((serial, spot) ->
                assertThat(book.spot(serial))
                        .as("seed %d, blank %s", seed, serial)
                        .isEqualTo(spot));
        assertThat(done).as("the walk got about, seed " + seed).hasSizeGreaterThan(13);
    }

    private Set<String> belowZero() {
        return book.blanks.holdings().stream()
                .filter(holding -> holding.blanks() < 0)
                .map(holding -> holding.account() + " at " + holding.place())
                .collect(Collectors.toSet());
    }

    /// Whether something was booked.
    private boolean step() {
        return switch (random.nextInt(16)) {
            case 0 -> act(Act.RECEIVE, Spot.CENTRAL, book.blanks.receive(some(), "note", MIRA));
            case 1 -> act(Act.STORE);
            case 2 -> send();
            case 3 -> arrive();
            case 4 -> act(Act.LOAD);
            case 5 -> act(Act.UNLOAD);
            case 6 -> act(random.nextBoolean() ? Act.TEST : Act.SPOIL);
            case 7, 8, 9, 10 -> print();
            case 11 -> witnessed();
            case 12 -> identify();
            case 13 -> random.nextInt(3) == 0 && box();
            case 14 -> cardLost();
            default -> count();
        };
    }

    private List<String> named = List.of();

    /// A few serials in a row, some of which nobody ever received.
    private List<String> some() {
        int first = random.nextInt(SERIALS);
        int last = Math.min(SERIALS - 1, first + random.nextInt(12));
        named = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            named.add("B%03d".formatted(i));
        }
        return List.of("B%03d..B%03d".formatted(first, last));
    }

    /// Mostly one that the act fits, at the place where it is; else anything anywhere.
    private String choose(Act act) {
        record Row(String serial, String account, String place) {}
        List<Row> fitting =
                book.database.<List<Row>>read(handle ->
                        handle.createQuery(
                                        "select serial, account, place from blank order by serial")
                                .map(ConstructorMapper.of(Row.class))
                                .filter(row ->
                                        BlankAccount.holding().stream()
                                                .anyMatch(to ->
                                                        LedgerRules.allows(
                                                                act,
                                                                BlankAccount.of(row.account()),
                                                                to)))
                                .list());
        if (fitting.isEmpty() || random.nextInt(8) == 0) {
            some();
            return place();
        }
        Row row = fitting.get(random.nextInt(fitting.size()));
        named = List.of(row.serial());
        return row.place();
    }

    private String place() {
        return PLACES.get(random.nextInt(PLACES.size()));
    }

    private boolean act(Act act) {
        String place = choose(act);
        return act(act, place, book.blanks.book(act, named, place, "a walk", MIRA));
    }

    private boolean act(Act act, String place, Outcome<?> outcome) {
        if (outcome.isRefused()) {
            return false;
        }
        named.forEach(serial -> model.put(serial, LedgerRules.after(act, place).toString()));
        done.merge(act, 1, Integer::sum);
        return true;
    }

    private boolean send() {
        String from = choose(Act.SEND);
        Outcome<Transfers.File> sent = book.transfers.send(named, from, place(), null, MIRA);
        return act(Act.SEND, sent.asOptional().map(file -> file.row().id()).orElse(""), sent);
    }

    private boolean arrive() {
        String id = "TR-" + (1 + random.nextInt(15));
        List<String> listed =
                book.database.<List<String>>read(handle ->
                        LedgerListStore.serialsAt(
                                handle, new Spot(BlankAccount.IN_TRANSIT, id), SERIALS));
        List<String> missing =
                listed.isEmpty() || random.nextInt(3) > 0 ? List.of() : List.of(listed.getFirst());
        List<String> beside = random.nextInt(4) > 0 ? List.of() : some();
        int extra = beside.isEmpty() ? 0 : named.size();
        int counted = listed.size() - missing.size() + extra + (random.nextInt(8) == 0 ? 1 : 0);
        Outcome<Transfers.File> arrived = book.transfers.arrive(id, counted, missing, beside, MIRA);
        named = new ArrayList<>(beside.isEmpty() ? List.of() : named);
        listed.stream().filter(serial -> !missing.contains(serial)).forEach(named::add);
        String to = arrived.asOptional().map(file -> file.row().toPlace()).orElse(HERE);
        return act(Act.ARRIVE, to, arrived);
    }

    /// Mostly along the way of a card, sometimes anything.
    private boolean print() {
        BlankAccount[] all = BlankAccount.values();
        BlankAccount[][] ways = {
            {BlankAccount.LOADED, BlankAccount.IN_PRINTER},
            {BlankAccount.LOADED, BlankAccount.IN_PRINTER},
            {BlankAccount.IN_PRINTER, BlankAccount.OUT_TRAY},
            {BlankAccount.OUT_TRAY, BlankAccount.ISSUED},
            {BlankAccount.OUT_TRAY, BlankAccount.SPOILED},
            {BlankAccount.IN_PRINTER, BlankAccount.IN_DOUBT},
            {BlankAccount.IN_DOUBT, BlankAccount.LOADED},
            {BlankAccount.IN_DOUBT, BlankAccount.SPOILED},
            {all[2 + random.nextInt(all.length - 2)], all[2 + random.nextInt(all.length - 2)]},
        };
        BlankAccount[] way = ways[random.nextInt(ways.length)];
        choose(Act.PRINT);
        boolean isRead = way[1] == BlankAccount.ISSUED || way[1] == BlankAccount.SPOILED;
        @Nullable String serial = isRead && random.nextInt(5) > 0 ? named.getFirst() : null;
        int blanks = serial == null && random.nextInt(10) == 0 ? 2 : 1;
        String known = book.size();
        Optional<String> difference =
                book.print(new PrintMove("J-1", HERE, way[0], way[1], serial, blanks));
        difference.ifPresent(this::note);
        if (serial != null) {
            book.blanks
                    .file(serial)
                    .asOptional()
                    .ifPresent(file -> model.put(file.serial(), file.spot().toString()));
        }
        done.merge(Act.PRINT, 1, Integer::sum);
        return !book.size().equals(known);
    }

    /// Which spots the difference says are below zero.
    private void note(String difference) {
        for (BlankAccount account : BlankAccount.holding()) {
            if (difference.contains("left " + account.code() + " at " + HERE)) {
                told.add(account.code() + " at " + HERE);
            }
        }
    }

    private boolean witnessed() {
        Act act = List.of(Act.DESTROY, Act.LOSE, Act.LOSE, Act.FIND).get(random.nextInt(4));
        String there = choose(act);
        String place = act == Act.FIND ? place() : there;
        Outcome<Witnessing.File> asked = book.witnessing.ask(act, named, place, "a walk", MIRA);
        if (asked.isRefused()) {
            return false;
        }
        String id = asked.orThrow().row().id();
        Outcome<Witnessing.File> confirmed = book.witnessing.confirm(id, NORO);
        if (!act(act, place, confirmed)) {
            book.witnessing.refuse(id, "not there", MIRA).orThrow();
        }
        return true;
    }

    private boolean identify() {
        Spot spot =
                Book.here(
                        List.of(BlankAccount.SPOILED, BlankAccount.IN_DOUBT, BlankAccount.LOST)
                                .get(random.nextInt(3)));
        some();
        String serial = named.getFirst();
        Outcome<Spot> identified = book.blanks.identify(serial, spot, "a walk", MIRA);
        if (identified.isRefused()) {
            return false;
        }
        model.put(serial, spot.toString());
        done.merge(Act.IDENTIFY, 1, Integer::sum);
        return true;
    }

    private boolean box() {
        return new BoxWalk(book, random, model)
                .clear()
                .map(act -> done.merge(act, 1, Integer::sum) > 0)
                .orElse(false);
    }

    private boolean cardLost() {
        choose(Act.CARD_LOST);
        return new BoxWalk(book, random, model)
                .loseCard(named.getFirst())
                .map(act -> done.merge(act, 1, Integer::sum) > 0)
                .orElse(false);
    }

    private boolean count() {
        Sheet counted =
                new Sheet(
                        random.nextInt(6), random.nextInt(3), random.nextInt(3), random.nextInt(6));
        String id = book.shifts.count(HERE, counted, FALY).orThrow().id();
        if (!book.shifts.accept(id, "a walk", MIRA).isRefused()) {
            done.merge(Act.COUNT, 1, Integer::sum);
        }
        return true;
    }
}

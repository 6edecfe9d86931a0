package ampro.proof.crash;

import ampro.hub.demo.Box;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Compares tray, ledger, journal and hub when everything has come to rest: each row of one must be
/// what the others say. The printers' files are the truth; of the programs only what they wrote to
/// their disks is read.
final class Agreement {
    private static final List<String> OUTSIDE = List.of("inside", "tray", "reject", "taken");
    private static final String EVERY_PANEL = "ymcko+k";

    /// A card that left its hopper. `licence` and `identity` are what its symbol says, if it can be
    /// read.
    private record Card(
            String station,
            String place,
            String blank,
            boolean complete,
            String licence,
            String identity) {}

    private final RealSite site;
    private final List<String> differences = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();
    private final Map<String, String> hoppers = new TreeMap<>();

    private Agreement(RealSite site) {
        this.site = site;
    }

    /// What does not agree, in words.
    static List<String> differences(RealSite site) throws IOException, SQLException {
        Agreement agreement = new Agreement(site);
        for (String station : RealSite.STATIONS) {
            agreement.look(station);
        }
        try (Connection hub = site.record()) {
            agreement.liveCards(hub);
            agreement.blanks(hub);
            agreement.jobs(hub);
            for (String station : RealSite.STATIONS) {
                agreement.station(hub, station);
            }
        }
        return agreement.differences;
    }

    private void look(String station) throws IOException {
        JsonNode truth = site.truth(station);
        truth.path("hopper").forEach(blank -> hoppers.put(blank.asText(), station));
        for (String place : OUTSIDE) {
            for (JsonNode card : truth.path(place)) {
                String[] symbol = symbol(station, card).split(";", -1);
                boolean complete =
                        (card.path("frontPanels").asText() + "+" + card.path("backPanels").asText())
                                .equals(EVERY_PANEL);
                cards.add(
                        new Card(
                                station,
                                place,
                                card.path("blank").asText(),
                                complete,
                                symbol.length == 3 ? symbol[1] : "",
                                symbol.length == 3 ? symbol[2] : ""));
            }
        }
    }

    private String symbol(String station, JsonNode card) throws IOException {
        Path back = site.data(station).resolve("simulated").resolve(card.path("back").asText(""));
        return Box.scan(new Box.Card("", "", back, back)).orElse("");
    }

    /// No licence has two live cards: complete, and neither revoked nor booked as spoiled.
    private void liveCards(Connection hub) throws IOException, SQLException {
        Set<String> revoked = new HashSet<>();
        for (String line : Files.readAllLines(site.data("hub").resolve("witness"))) {
            if (line.startsWith("revoked ")) {
                revoked.addAll(List.of(line.split(" ", -1)));
            }
        }
        Map<String, String> booked = pairs(hub, "select serial, account from blank");
        Map<String, List<String>> live = new TreeMap<>();
        for (Card card : cards) {
            boolean spoiled = "spoiled".equals(booked.get(card.blank()));
            if (card.complete() && !spoiled && !revoked.contains(card.identity())) {
                live.computeIfAbsent(card.licence(), licence -> new ArrayList<>())
                        .add(card.blank());
            }
        }
        live.forEach((licence, blanks) -> {
            if (blanks.size() > 1) {
                differences.add("licence %s has the live cards %s".formatted(licence, blanks));
            }
        });
    }

    /// Each blank is where the book has it, and the book's sums are right.
    private void blanks(Connection hub) throws SQLException {
        Map<String, String> booked =
                pairs(hub, "select serial, account || ' ' || place from blank");
        hoppers.forEach((blank, station) -> {
            if (!("loaded " + station).equals(booked.get(blank))) {
                differences.add(
                        "blank %s lies in the hopper of %s, booked: %s"
                                .formatted(blank, station, booked.get(blank)));
            }
        });
        for (Card card : cards) {
            String account = booked.getOrDefault(card.blank(), "nowhere").split(" ", 2)[0];
            if (!Set.of("issued", "spoiled").contains(account)) {
                differences.add("%s left its hopper, booked: %s".formatted(card, account));
            }
        }
        if (booked.size() != hoppers.size() + cards.size()) {
            differences.add(
                    "%d blanks are booked, there are %d"
                            .formatted(booked.size(), hoppers.size() + cards.size()));
        }
        if (number(hub, "select coalesce(sum(amount), 0) from ledger_entry") != 0) {
            differences.add("the entries do not sum up to nothing");
        }
        for (String station : RealSite.STATIONS) {
            long loaded =
                    number(
                            hub,
                            "select coalesce(sum(amount), 0) from ledger_entry"
                                    + " where account = 'loaded' and place = '"
                                    + station
                                    + "'");
            long there = hoppers.values().stream().filter(station::equals).count();
            if (loaded != there) {
                differences.add(
                        "%s has %d blanks loaded, booked: %d".formatted(station, there, loaded));
            }
        }
        pairs(
                        hub,
                        "select n, code || ' ' || object || ' ' || detail from alert"
                                + " where code in ('blank-differs', 'application-differs', 'unknown-job')")
                .values()
                .forEach(alert -> differences.add("alert %s".formatted(alert)));
    }

    /// A completed job's card is whole, of its blank and its identity; nothing waits but for a
    /// named person.
    private void jobs(Connection hub) throws SQLException {
        Map<String, Card> byBlank = new HashMap<>();
        cards.forEach(card -> byBlank.put(card.blank(), card));
        pairs(
                        hub,
                        "select id, coalesce(blank, '') || ' ' || coalesce(card, '') from print_job where status = 'completed'")
                .forEach((job, made) -> {
                    String[] of = made.split(" ", -1);
                    Optional<Card> card = Optional.ofNullable(byBlank.get(of[0]));
                    if (card.filter(c -> c.complete() && c.identity().equals(of[1])).isEmpty()) {
                        differences.add(
                                "%s is completed with %s, its card is %s"
                                        .formatted(job, made, card));
                    }
                });
        pairs(
                        hub,
                        "select id, status from print_job where status not in ('completed', 'failed', 'cancelled', 'held')")
                .forEach((job, status) -> differences.add("%s is still %s".formatted(job, status)));
    }

    /// The journal's chain is the hub's record of it, every lease is settled as its job, and no
    /// card was fed without an INTENT.
    private void station(Connection hub, String station) throws IOException, SQLException {
        String where = " where station = '" + station + "'";
        if (number(
                        hub,
                        "select count(*) from station where state <> 'open' and id = '"
                                + station
                                + "'")
                != 0) {
            differences.add("%s is not open".formatted(station));
        }
        Map<String, String> recorded = pairs(hub, "select seq, hash from station_event" + where);
        Map<String, String> completed =
                pairs(
                        hub,
                        "select term || '.' || n, status from print_job"
                                + where
                                + " and status = 'completed'");
        try (Connection journal = site.journal(station)) {
            Map<String, String> written = pairs(journal, "select seq, hash from event");
            if (!written.equals(recorded)) {
                differences.add(
                        "%s wrote %d events, the hub has %d or others"
                                .formatted(station, written.size(), recorded.size()));
            }
            Map<String, String> leases =
                    pairs(journal, "select term || '.' || n, state from lease");
            completed
                    .keySet()
                    .forEach(token -> {
                        if (!"good".equals(leases.get(token))) {
                            differences.add(
                                    "%s: a completed job's lease %s is %s"
                                            .formatted(station, token, leases.get(token)));
                        }
                    });
            leases.forEach((token, state) -> {
                if (!Set.of("good", "spoiled", "released", "fenced", "refused").contains(state)) {
                    differences.add("%s: lease %s is still %s".formatted(station, token, state));
                }
                if (state.equals("good") && !completed.containsKey(token)) {
                    differences.add(
                            "%s: lease %s is good, its job is not completed"
                                    .formatted(station, token));
                }
            });
            long intents =
                    number(
                            journal,
                            "select count(*) from event where json_extract(body, '$.type') = 'intent'");
            JsonNode printer = site.truth(station).path("cardPrinter");
            long fed =
                    printer.path("cardsInserted").asLong()
                            + printer.path("cardsInsertedBefore").asLong();
            if (fed > intents) {
                differences.add("%s fed %d cards for %d INTENTs".formatted(station, fed, intents));
            }
        }
    }

    private static Map<String, String> pairs(Connection database, String sql) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (ResultSet rows = database.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (ResultSet rows = database.createStatement().executeQuery(sql)) {
            return rows.getLong(1);
        }
    }
}

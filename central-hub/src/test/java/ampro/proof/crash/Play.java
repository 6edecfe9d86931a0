package ampro.proof.crash;

import ampro.firmware.wire.EventChain;
import ampro.hub.demo.Box;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/// Plays the scenes, at both stations at once: of two wishes each gets one.
final class Play {
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private static final int SUM_DIGITS = 16;

    private final RealSite site;
    private final Victim hub;
    private final Map<String, Victim> stations;
    private final Map<String, LonePerson> alone = new LinkedHashMap<>();

    Play(RealSite site, Victim hub, Map<String, Victim> stations) {
        this.site = site;
        this.hub = hub;
        this.stations = stations;
        stations.keySet().forEach(station -> alone.put(station, site.lonePerson(station)));
    }

    /// Begins the scene, which `who` is to die in; whoever dies is started by who works on.
    void begin(Scene scene, Collection<String> who) throws IOException, InterruptedException {
        switch (scene) {
            case CARD, SMEARED -> wishTwo();
            case DOUBT, ALONE -> {
                for (String station : who) {
                    site.hand(station, "/fault", Map.of("rule", "cover-open during panel=c"));
                }
                wishTwo();
            }
            case WITHDRAWN -> {
                holdTwo();
                site.clerks().withdraw();
            }
            case NEW_BOARD -> {
                holdTwo();
                for (String station : who) {
                    site.hand(station, "/board", Map.of());
                }
                closeCovers();
            }
            case NEW_TERM -> {
                holdTwo();
                hub.kill();
                forgetTerm();
            }
            case LATE_INTENT -> {
                holdTwo();
                hub.pause(() -> {
                    cover(RealSite.PLAIN, false);
                    site.awaitThat(
                            WITHIN, () -> "an INTENT", () -> holds(RealSite.PLAIN, "intent"));
                    hub.kill();
                });
                forgetTerm();
            }
            case WRONG_ARTWORK -> spoilArtwork();
            case PARCEL -> {
                wishTwo();
                site.rest(WITHIN, "cards for parcels");
                site.clerks().pack();
            }
            case NONE -> throw new IllegalArgumentException("nothing to play");
        }
    }

    private void wishTwo() throws IOException, InterruptedException {
        site.clerks().wish();
        site.clerks().wish();
    }

    /// What goes on while the scene lasts.
    void goOn(Scene scene, Collection<String> who) throws IOException, InterruptedException {
        switch (scene) {
            case SMEARED -> {
                for (String station : who) {
                    for (Box.Card card : site.box(station).cards("tray")) {
                        smear(card.back());
                    }
                }
            }
            case DOUBT -> closeCovers();
            case ALONE -> {
                closeCovers();
                for (String station : who) {
                    answer(Objects.requireNonNull(alone.get(station)));
                }
            }
            case CARD,
                    WRONG_ARTWORK,
                    WITHDRAWN,
                    PARCEL,
                    NEW_BOARD,
                    LATE_INTENT,
                    NEW_TERM,
                    NONE -> {}
        }
        site.work();
    }

    private static void answer(LonePerson person) throws InterruptedException {
        try {
            person.look();
        } catch (IOException e) {
            // the station is being started again; the next look finds it
        }
    }

    /// Leaves the boxes as they were.
    void closeCovers() throws IOException, InterruptedException {
        for (String station : stations.keySet()) {
            if (site.truth(station).path("cardPrinter").path("coverOpen").asBoolean()) {
                cover(station, false);
            }
        }
    }

    private void cover(String station, boolean open) throws IOException, InterruptedException {
        site.hand(station, "/cover", Map.of("open", open));
    }

    /// The database is of before the last term: so its witness says, whose lines end with a sum
    /// over all before.
    void forgetTerm() {
        Path witness = site.data("hub").resolve("witness");
        try {
            List<String> lines = Files.readAllLines(witness);
            long term =
                    lines.stream()
                            .map(line -> line.split(" ", 3))
                            .filter(words -> words[0].equals("term"))
                            .mapToLong(words -> Long.parseLong(words[1]))
                            .max()
                            .orElse(0);
            String line = "term " + (term + 1);
            String sum = lines.getLast().substring(lines.getLast().length() - SUM_DIGITS);
            String sealed = EventChain.sha256(sum + "\n" + line).substring(0, SUM_DIGITS);
            Files.writeString(witness, line + " =" + sealed + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Wants cards that their stations cannot begin, because the printers are open.
    private void holdTwo() throws IOException, InterruptedException {
        for (String station : stations.keySet()) {
            cover(station, true);
        }
        wishTwo();
        site.workUntil(
                WITHIN,
                () -> "a lease held at each station, " + site.clerks().unfinished(),
                () -> stations.keySet().stream().allMatch(station -> holds(station, "held")));
    }

    private boolean holds(String station, String state) {
        try (Connection journal = site.journal(station);
                Statement asks = journal.createStatement();
                ResultSet found =
                        asks.executeQuery("select 1 from lease where state = '" + state + "'")) {
            return found.next();
        } catch (SQLException e) {
            return false; // it is just being opened
        }
    }

    /// While the stations stand still, so that they have not fetched it yet.
    private void spoilArtwork() throws IOException, InterruptedException {
        Objects.requireNonNull(stations.get(RealSite.PLAIN))
                .pause(() ->
                        Objects.requireNonNull(stations.get(RealSite.GUARDED))
                                .pause(() -> {
                                    wishTwo();
                                    site.awaitThat(WITHIN, () -> "two grants", () -> areSpoiled(2));
                                }));
    }

    private boolean areSpoiled(int grants) {
        try (Connection database = site.record();
                Statement change = database.createStatement()) {
            change.executeUpdate(
                    "update card set artwork = '{}' where status = 'pending'"
                            + " and identity in (select card from print_job"
                            + " where status = 'assigned')");
            try (ResultSet spoiled =
                    change.executeQuery(
                            "select count(*) from card where artwork = '{}'"
                                    + " and status = 'pending'"
                                    + " and identity in (select card from print_job"
                                    + " where status = 'assigned')")) {
                return spoiled.getInt(1) >= grants;
            }
        } catch (SQLException e) {
            return false; // the hub writes
        }
    }

    private static void smear(Path picture) throws IOException {
        if (Files.isRegularFile(picture)) {
            ImageIO.write(
                    new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", picture.toFile());
        }
    }
}

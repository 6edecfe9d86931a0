package ampro.proof.crash;

import ampro.firmware.wire.EventChain;
import ampro.hub.demo.Box;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Plays the scenes at one station, which is the one that gets a lone job.
final class Play {
    private static final Duration HELD_WITHIN = Duration.ofMinutes(2);

    private static final int SUM_DIGITS = 16;

    private final RealSite site;
    private final String station;
    private final Victim hub;
    private final Victim box;

    Play(RealSite site, String station, Victim hub, Victim box) {
        this.site = site;
        this.station = station;
        this.hub = hub;
        this.box = box;
    }

    /// Begins the scene; whoever dies in it is started by who works on.
    void begin(Scene scene) throws IOException, InterruptedException {
        switch (scene) {
            case CARD, SMEARED -> site.wish();
            case DOUBT -> {
                site.hand(station, "/fault", Map.of("rule", "cover-open during panel=c"));
                site.wish();
            }
            case WITHDRAWN -> {
                String job = holdOne();
                site.cancel(job);
            }
            case NEW_TERM -> {
                holdOne();
                hub.kill();
                forgetTerm();
            }
            case WRONG_ARTWORK -> {
                box.pause(this::spoilArtwork);
            }
            case PARCEL -> {
                site.wish();
                site.workUntil(HELD_WITHIN, () -> "a card", () -> site.unfinished().isEmpty());
                site.pack(station);
            }
            case NONE -> throw new IllegalArgumentException("nothing to play");
        }
    }

    /// What goes on while the scene lasts.
    void goOn(Scene scene) throws IOException, InterruptedException {
        if (scene == Scene.SMEARED) {
            for (Box.Card card : site.box(station).cards("tray")) {
                smear(card.back());
            }
        } else if (scene == Scene.DOUBT) {
            site.hand(station, "/cover", Map.of("open", false));
        }
        site.work();
    }

    void end(Scene scene) throws IOException, InterruptedException {
        if (scene == Scene.WITHDRAWN || scene == Scene.NEW_TERM) {
            site.hand(station, "/cover", Map.of("open", false));
        }
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

    /// Wants a card that its station cannot begin, because the printer is open; returns the job.
    private String holdOne() throws IOException, InterruptedException {
        site.hand(station, "/cover", Map.of("open", true));
        site.wish();
        site.workUntil(HELD_WITHIN, () -> "a lease held, " + site.unfinished(), this::holds);
        for (JsonNode job : site.jobs()) {
            if (job.path("status").asText().equals("assigned")) {
                return job.path("id").asText();
            }
        }
        throw new IOException("no job is assigned");
    }

    private boolean holds() {
        try (Connection journal = site.journal(station);
                ResultSet held =
                        journal.createStatement()
                                .executeQuery("select 1 from lease where state = 'held'")) {
            return held.next();
        } catch (SQLException e) {
            return false; // it is just being opened
        }
    }

    /// While the station stands still, so that it has not fetched it yet.
    private void spoilArtwork() {
        try (Connection database = site.record();
                Statement change = database.createStatement()) {
            site.wish();
            site.awaitThat(HELD_WITHIN, "a grant", () -> changed(change));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the artwork was not spoiled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean changed(Statement change) {
        try {
            return change.executeUpdate(
                            "update card set artwork = '{}' where status = 'pending'"
                                    + " and identity in (select card from print_job"
                                    + " where status = 'assigned')")
                    > 0;
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

package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The manual's commands as bytes over a real pseudo-terminal.
@Tag("device")
class CardPrinterConversationTest {
    @TempDir Path dir;

    static void load(Client line, String side, String panels) throws IOException {
        assertThat(line.ask(side)).isEqualTo("OK");
        for (int i = 0; i < panels.length(); i++) {
            char panel = panels.charAt(i);
            boolean dye = "ymc".indexOf(panel) >= 0;
            byte[] payload = new byte[dye ? 411_480 : 82_296];
            line.send(Box.download("Db;%c;%d;".formatted(panel, dye ? 32 : 2), payload));
            assertThat(line.answer()).as("Db;" + panel).isEqualTo("OK");
        }
    }

    static void print(Client line, String side, String panels) throws IOException {
        assertThat(line.ask(side)).isEqualTo("OK");
        for (int i = 0; i < panels.length(); i++) {
            char panel = panels.charAt(i);
            assertThat(line.ask("Sp;" + panel)).as("Sp;" + panel).isEqualTo("OK");
        }
    }

    @Test
    void oneCardOfTwoSidesStaysInsideUntilTheHostEjectsIt() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            box.load(2);
            assertThat(line.ask("Pem;2")).isEqualTo("OK");
            assertThat(line.ask("Rem")).isEqualTo("2,0");
            assertThat(line.ask("Pneab;E")).isEqualTo("OK");
            assertThat(line.ask("Pr;ymckok")).isEqualTo("OK");
            load(line, "Sr", "ymcko");
            assertThat(line.ask("Rlr;p")).isEqualTo("OK");
            assertThat(line.ask("Rco;c")).as("staging feeds nothing").isEqualTo("0");
            assertThat(line.ask("Rrt;count")).isEqualTo("300");

            assertThat(line.ask("Si")).isEqualTo("OK");
            assertThat(line.ask("Rlr;p")).isEqualTo("CARD");
            print(line, "Sr", "ymcko");
            load(line, "Sv", "k");
            print(line, "Sv", "k");
            assertThat(line.ask("Se")).isEqualTo("OK");
            assertThat(line.ask("Rlr;p")).as("automatic eject is off").isEqualTo("CARD");
            assertThat(line.ask("Rco;p")).isEqualTo("6");
            assertThat(line.ask("Rco;c")).isEqualTo("1");
            assertThat(line.ask("Rrt;count")).as("one set a card").isEqualTo("299");

            assertThat(line.ask("Pneab;A;1")).isEqualTo("OK");
            assertThat(line.ask("Se")).isEqualTo("OK");
            assertThat(line.ask("Rlr;p")).isEqualTo("OK");
            assertThat(line.ask("Rlr;h")).isEqualTo("CARD");
            JsonNode card = box.truth().at("/tray/0");
            assertThat(card.path("blank").asText()).isEqualTo("B0000001");
            assertThat(card.path("frontPanels").asText()).isEqualTo("ymcko");
            assertThat(card.path("backPanels").asText()).isEqualTo("k");
            assertThat(card.path("front").asText()).isEqualTo("printed/000001-B0000001-front.png");
            assertThat(dir.resolve(card.path("back").asText())).exists();
            assertThat(box.truth().at("/hopper")).hasSize(1);
        }
    }

    @Test
    void pictureIsWhatTheHeadWasSent() throws Exception {
        byte[] resin = new byte[82_296];
        resin[200 * 81] = 1; // line 200, dot 7
        byte[] yellow = new byte[411_480];
        Arrays.fill(yellow, (byte) 0xFF);
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            box.load(1);
            line.send(Box.download("Db;y;32;", yellow));
            line.send(Box.download("Db;k;2;", resin));
            assertThat(line.answer() + line.answer()).isEqualTo("OKOK");
            assertThat(line.ask("Si")).isEqualTo("OK");
            print(line, "Sr", "yk");
            assertThat(line.ask("Se")).isEqualTo("OK");
            BufferedImage front =
                    ImageIO.read(dir.resolve("printed/000001-B0000001-front.png").toFile());
            assertThat(front.getRGB(200, 640)).isEqualTo(0xFF000000);
            assertThat(front.getRGB(201, 640)).isEqualTo(0xFFFFFF00);
            BufferedImage back =
                    ImageIO.read(dir.resolve("printed/000001-B0000001-back.png").toFile());
            assertThat(back.getRGB(200, 640)).isEqualTo(0xFFFFFFFF);
        }
    }

    @Test
    void backsBlackOverwritesTheFrontsInMemory() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            box.load(1);
            load(line, "Sr", "k");
            assertThat(line.ask("Sv")).isEqualTo("OK");
            assertThat(line.ask("Wcb;k;255")).isEqualTo("OK");
            assertThat(line.ask("Si")).isEqualTo("OK");
            print(line, "Sr", "k");
            assertThat(line.ask("Se")).isEqualTo("OK");
            BufferedImage front =
                    ImageIO.read(dir.resolve("printed/000001-B0000001-front.png").toFile());
            assertThat(front.getRGB(5, 5)).as("white was sent first").isEqualTo(0xFF000000);
        }
    }

    @Test
    void sequencePrintsAPanelWhenTheNextOneArrives() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            box.load(1);
            assertThat(line.ask("Ss")).isEqualTo("OK");
            load(line, "Sr", "y");
            assertThat(line.ask("Rco;c")).as("nothing moves for the first panel").isEqualTo("0");
            load(line, "Sr", "m");
            assertThat(line.ask("Rco;p")).as("yellow went while magenta came").isEqualTo("1");
            load(line, "Sr", "cko");
            load(line, "Sv", "k");
            assertThat(line.ask("Se")).isEqualTo("OK");
            assertThat(line.ask("Rco;p")).isEqualTo("6");
            assertThat(box.truth().at("/tray/0/frontPanels").asText()).isEqualTo("ymcko");
            assertThat(box.truth().at("/tray/0/backPanels").asText()).isEqualTo("k");
        }
    }

    @Test
    void compressedBandsAndFilledPanelsPrint() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            box.load(1);
            byte[] black = new byte[1016];
            Arrays.fill(black, (byte) 0xFF);
            line.send(Box.download("Dbc;k;2;0;508;", Arrays.copyOf(black, 508)));
            line.send(Box.download("Dbc;k;2;508;508;", Arrays.copyOf(black, 508)));
            assertThat(line.answer() + line.answer()).isEqualTo("OKOK");
            line.send(Box.download("Dbc;k;2;508;509;", Arrays.copyOf(black, 509)));
            assertThat(line.answer()).as("a line too many").isEqualTo("ERR PARAM");
            assertThat(line.ask("Wcb;o;255")).isEqualTo("OK");
            assertThat(line.ask("Si")).isEqualTo("OK");
            print(line, "Sr", "ko");
            assertThat(line.ask("Ser")).isEqualTo("OK");
            BufferedImage front =
                    ImageIO.read(dir.resolve("printed/000001-B0000001-front.png").toFile());
            assertThat(front.getRGB(1015, 647)).isEqualTo(0xFF000000);
            assertThat(front.getRGB(0, 0)).isEqualTo(0xFF000000);
            assertThat(box.truth().at("/reject/0/blank").asText()).isEqualTo("B0000001");
        }
    }

    @Test
    void refusalsSayErrAndMoveNothing() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            assertThat(line.ask("Pem;2")).isEqualTo("OK");
            assertThat(line.ask("Xyz")).isEqualTo("ERROR CDE");
            assertThat(line.ask("Rxx")).isEqualTo("ERROR CDE");
            assertThat(line.ask("Si")).isEqualTo("ERR FEEDER");
            assertThat(line.ask("Sp;k")).as("nothing loaded").isEqualTo("ERR PARAM");
            assertThat(line.ask("Sp;x")).isEqualTo("ERR PARAM");
            load(line, "Sr", "k");
            assertThat(line.ask("Sp;k")).isEqualTo("ERR NO CARD");
            assertThat(line.ask("Ser")).isEqualTo("ERR NO CARD");
            assertThat(line.ask("Se")).as("nothing to eject").isEqualTo("OK");
            assertThat(line.ask("Pem;7")).isEqualTo("ERR PARAM");
            assertThat(line.ask("Pneab;X")).isEqualTo("ERR PARAM");
            assertThat(line.ask("Si;9")).isEqualTo("ERR PARAM");
            assertThat(line.ask("Rlr")).as("the last answer, again").isEqualTo("ERR PARAM");
            assertThat(line.ask("Rlr")).isEqualTo("ERR PARAM");
            box.load(1);
            assertThat(line.ask("Si")).isEqualTo("OK");
            assertThat(line.ask("Si")).isEqualTo("ERR CARD");
            assertThat(line.ask("Rco;c")).isEqualTo("1");
        }
    }

    @Test
    void sensorsAndNamesReadAsTheManualSays() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            assertThat(line.ask("Rse;f")).isEqualTo("0,00 Volts");
            assertThat(line.ask("Sk;f;1")).isEqualTo("3");
            box.load(20);
            assertThat(line.ask("Rse;f")).isEqualTo("5,00 Volts");
            assertThat(line.ask("Sk;f;1")).isEqualTo("0");
            assertThat(line.ask("Rse;o")).isEqualTo("5,00 Volts");
            assertThat(line.ask("Rcr")).isEqualTo("OK");
            assertThat(line.ask("Rlr;h")).isEqualTo("NO CARD");
            assertThat(line.ask("Rrt;qty")).isEqualTo("300");
            assertThat(line.ask("Rtp")).isEqualTo("evolis-reference");
            assertThat(line.ask("Rsn")).matches("C[0-9]{8}");
            assertThat(line.ask("Rfv")).isNotEmpty();
        }
    }

    @Test
    void statesAreReadWhileSomethingMoves() throws Exception {
        try (Box box = new Box(dir, 2);
                Client line = box.cardLine()) {
            box.load(1);
            line.send("Si");
            await("the blank in the rollers").until(() -> line.ask("Rco;c").equals("1"));
            assertThat(line.unread()).as("Si is not done").isEmpty();
            assertThat(line.answer()).isEqualTo("OK");
        }
    }

    @Test
    void cardFinishesItsPanelWhenTheHostIsGone() throws Exception {
        try (Box box = new Box(dir, 4)) {
            box.load(1);
            try (Client line = box.cardLine()) {
                assertThat(line.ask("Wcb;k;255")).isEqualTo("OK");
                assertThat(line.ask("Si")).isEqualTo("OK");
                line.send("Sp;k");
                await("the panel's start")
                        .until(() -> !box.truth().at("/inside/0/frontPanels").asText().isEmpty());
            }
            await("the panel's end")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> box.truth().at("/cardPrinter/panelsPrinted").asInt() == 1);
            assertThat(box.truth().at("/inside")).hasSize(1);
            try (Client line = box.cardLine()) {
                assertThat(line.answer()).as("nobody fetched it before").isEqualTo("OK");
                assertThat(line.ask("Rlr;p")).isEqualTo("CARD");
                assertThat(line.ask("Rlr")).isEqualTo("OK");
            }
        }
    }

    @Test
    void powerCutOfTheBoxKeepsCardsAndCountersAndForgetsTheRest() throws Exception {
        String serial;
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            box.load(3);
            serial = line.ask("Rsn");
            assertThat(line.ask("Pem;2")).isEqualTo("OK");
            assertThat(line.ask("Wcb;k;255")).isEqualTo("OK");
            assertThat(line.ask("Si")).isEqualTo("OK");
            assertThat(line.ask("Sp;k")).isEqualTo("OK");
        }
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            assertThat(line.ask("Rsn")).isEqualTo(serial);
            assertThat(line.ask("Rlr;p")).isEqualTo("CARD");
            assertThat(line.ask("Rco;p") + line.ask("Rco;c")).isEqualTo("11");
            assertThat(line.ask("Rem")).as("the boot canary").isEqualTo("0,0");
            assertThat(line.ask("Sp;k")).as("bitmaps are gone").isEqualTo("ERR PARAM");
            assertThat(line.ask("Se")).isEqualTo("OK");
            BufferedImage front =
                    ImageIO.read(dir.resolve("printed/000001-B0000001-front.png").toFile());
            assertThat(front.getRGB(5, 5)).as("ink stays on the card").isEqualTo(0xFF000000);
        }
    }

    @Test
    void savedErrorModeOutlivesPower() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.cardLine()) {
            assertThat(line.ask("Pem;2;s")).isEqualTo("OK");
            assertThat(line.ask("Pem;3")).isEqualTo("OK");
            box.hand("/power-cycle", "{}");
            assertThat(line.ask("Rem")).isEqualTo("2,2");
            assertThat(line.ask("Pem;3")).isEqualTo("OK");
            assertThat(line.ask("Srs")).isEqualTo("OK");
            await("the reset").until(() -> line.ask("Rem").equals("2,2"));
        }
    }

    @Test
    void lineIsAsSlowAsItsBaudRate() throws Exception {
        try (Box box = new Box(dir, 20);
                Client line = box.cardLine()) {
            long start = System.nanoTime();
            line.send(Box.download("Db;k;2;", Box.WHITE_RESIN));
            assertThat(line.answer()).isEqualTo("OK");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            // 82 306 bytes at 115 200 baud are 7.14 s
            assertThat(took).isBetween(Duration.ofMillis(340), Duration.ofMillis(1500));
        }
    }
}

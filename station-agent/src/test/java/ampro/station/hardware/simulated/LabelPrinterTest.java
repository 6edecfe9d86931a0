package ampro.station.hardware.simulated;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.firmware.profile.Handshake;
import ampro.firmware.profile.LabelPrinterProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("device")
class LabelPrinterTest {
    private static final String LABEL =
            "^XA^PW812^LL1218^CI28^FO50,50^A0N,40^FDcaf\u00e9 ~ 7^FS^PQ1,0,0,N^XZ";
    private static final String END_OF_STATUS = "\u00021234,0\u0003\r\n";

    @TempDir Path dir;

    private static String status(Client line) throws IOException {
        line.send("~HS".getBytes(ISO_8859_1));
        return line.answer(END_OF_STATUS);
    }

    private static String hostStatus(int mediaOut, int buffered, int partial, int remaining) {
        return "\u0002030,%d,0,1218,%03d,0,0,%d,000,0,0,0\u0003\r\n"
                        .formatted(mediaOut, buffered, partial)
                + "\u0002001,0,0,0,1,2,0,0,%08d,1,000\u0003\r\n".formatted(remaining);
    }

    private static void awaitIdle(Client line) {
        await("an idle printer").until(() -> status(line).equals(hostStatus(0, 0, 0, 0)));
    }

    private static void send(Client line, String zpl) throws IOException {
        line.send(zpl.getBytes(ISO_8859_1));
    }

    private static int printed(Box box, int label) throws IOException {
        return box.truth().at("/labels/" + label + "/printed").asInt();
    }

    @Test
    void labelIsKeptByteForByteAndCounted() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.labelLine()) {
            send(line, "\r\nnoise^XQ~ZZ" + LABEL + "\r\n");
            awaitIdle(line);
            assertThat(Files.readString(dir.resolve("labels/0001.zpl"), ISO_8859_1))
                    .isEqualTo(LABEL);
            assertThat(printed(box, 0)).isEqualTo(1);
            send(line, "~HQOD");
            assertThat(line.answer("\u0003").split("\r\n", -1))
                    .containsExactly(
                            "\u0002",
                            "",
                            "  PRINT METERS",
                            "   TOTAL NONRESETTABLE:            6 \"",
                            "   USER RESETTABLE CNTR1:          6 \"");
        }
    }

    @Test
    void statusRequestsAnswerAsTheManualSays() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.labelLine()) {
            assertThat(status(line)).isEqualTo(hostStatus(0, 0, 0, 0));
            send(line, "~HI");
            assertThat(line.answer("\r\n")).isEqualTo("\u0002zpl-reference,V1.0Z,8,8172KB\u0003");
            send(line, "~HQES");
            assertThat(line.answer("\u0003").lines().map(String::stripTrailing))
                    .containsExactly(
                            "\u0002",
                            "",
                            "  PRINTER STATUS",
                            "   ERRORS:         0 00000000 00000000",
                            "   WARNINGS:       0 00000000 00000000");
            send(line, "~HQSN");
            assertThat(line.answer("\u0003")).contains("SERIAL NUMBER\r\n   L");
        }
    }

    @Test
    void partialFormatIsToldAndCancelled() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.labelLine()) {
            send(line, "^XA^FO1,1^FDhalf");
            assertThat(status(line)).isEqualTo(hostStatus(0, 0, 1, 0));
            send(line, "~JA");
            assertThat(status(line)).isEqualTo(hostStatus(0, 0, 0, 0));
            send(line, "^XA^FDold^XA^FDnew^FS^XZ");
            awaitIdle(line);
            assertThat(dir.resolve("labels/0001.zpl")).hasContent("^XA^FDnew^FS^XZ");
            assertThat(box.truth().path("labels")).hasSize(1);
        }
    }

    @Test
    void requestInsideAFormatIsAnsweredAndIsNoPartOfIt() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.labelLine()) {
            send(line, "^XA^FDa~HSb^FS^XZ");
            assertThat(line.answer(END_OF_STATUS)).isEqualTo(hostStatus(0, 0, 1, 0));
            awaitIdle(line);
            assertThat(dir.resolve("labels/0001.zpl")).hasContent("^XA^FDab^FS^XZ");
        }
    }

    @Test
    void copiesTakeTimeAndAreToldUntilDone() throws Exception {
        try (Box box = new Box(dir, 10);
                Client line = box.labelLine()) {
            send(line, "^XA^FDx^FS^PQ3^XZ" + LABEL);
            await("labels remaining")
                    .until(() ->
                            status(line)
                                    .matches("(?s)\u0002030,0,0,1218,001.*0000000[123],1,000.*"));
            await("the second format").until(() -> printed(box, 1) == 1);
            assertThat(printed(box, 0)).isEqualTo(3);
            send(line, "^XA^FDx^FS^PQ50^XZ");
            await("the first of fifty").until(() -> printed(box, 2) >= 1);
            send(line, "~JA");
            awaitIdle(line);
            assertThat(printed(box, 2)).isLessThan(50);
        }
    }

    @Test
    void formatThatOnlySetsSomethingPrintsNothing() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.labelLine()) {
            send(line, "^XA^JZN^XZ");
            awaitIdle(line);
            assertThat(box.truth().path("labels")).isEmpty();
        }
    }

    @Test
    void silentModelAnswersNothingWhileMediaAreOut() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.labelLine()) {
            box.fault("media-out");
            send(line, "^XA^JZN^FDx^FS^XZ");
            await("a torn label").until(() -> box.truth().at("/labels/0/spoiled").asInt() == 1);
            send(line, "~HS~HQES");
            await("silence").pollDelay(Duration.ofMillis(300)).until(() -> true);
            assertThat(line.unread()).isEmpty();
            box.hand("/media", "{}");
            awaitIdle(line);
            assertThat(printed(box, 0)).as("the host owns retries").isZero();
        }
    }

    @Test
    void talkativeModelTellsMediaOutAndPrintsAgainByItself() throws Exception {
        LabelPrinterProfile talkative =
                new LabelPrinterProfile(
                        "zpl-clone",
                        LabelPrinterProfile.Language.ZPL,
                        9600,
                        Handshake.XON_XOFF,
                        203,
                        812,
                        1218,
                        false);
        try (Box box = new Box(dir, Box.AT_ONCE, talkative);
                Client line = box.labelLine()) {
            box.fault("media-out");
            send(line, LABEL);
            await("media out").until(() -> status(line).equals(hostStatus(1, 0, 0, 1)));
            send(line, "~HQES");
            assertThat(line.answer("\u0003")).contains("ERRORS:         1 00000000 00000001");
            box.hand("/media", "{}");
            awaitIdle(line);
            assertThat(printed(box, 0)).isEqualTo(1);
            assertThat(box.truth().at("/labels/0/spoiled").asInt()).isEqualTo(1);
        }
    }

    @Test
    void silentPrinterSpeaksAgainAfterAPowerCycle() throws Exception {
        try (Box box = new Box(dir);
                Client line = box.labelLine()) {
            box.fault("silent");
            send(line, "~HS");
            await("silence").pollDelay(Duration.ofMillis(300)).until(() -> true);
            assertThat(line.unread()).isEmpty();
            box.hand("/power-cycle", "{\"device\":\"label\"}");
            assertThat(status(line)).isEqualTo(hostStatus(0, 0, 0, 0));
        }
    }

    @Test
    void pulledLabelCableComesBack() throws Exception {
        try (Box box = new Box(dir)) {
            box.fault("unplug label");
            assertThat(box.devices.labelPrinter().line().port()).isNull();
            box.hand("/plug", "{\"device\":\"label\"}");
            try (Client line = new Client(dir.resolve("label-port").toRealPath())) {
                assertThat(status(line)).isEqualTo(hostStatus(0, 0, 0, 0));
            }
        }
    }

    @Test
    void randomGarbageNeverStopsIt() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("garbage seed " + seed);
        Random random = new Random(seed);
        String words = "^XA^XZ~HSFD~JA~^x";
        try (Box box = new Box(dir);
                Client line = box.labelLine()) {
            for (int i = 0; i < 20; i++) {
                StringBuilder garbage = new StringBuilder();
                for (int j = 0; j < 300; j++) {
                    garbage.append(words.charAt(random.nextInt(words.length())));
                }
                send(line, garbage.toString());
                line.unread();
            }
            send(line, "~JA");
            send(line, LABEL);
            await("the label after the garbage")
                    .until(() -> {
                        int last = box.truth().path("labels").size() - 1;
                        return last >= 0 && printed(box, last) == 1;
                    });
            assertThat(status(line)).isNotEmpty();
        }
    }
}

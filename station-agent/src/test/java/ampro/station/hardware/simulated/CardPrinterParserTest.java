package ampro.station.hardware.simulated;

import static ampro.station.hardware.simulated.CardPrinterParser.COMMAND_ERROR;
import static ampro.station.hardware.simulated.CardPrinterParser.PARAMETER_ERROR;
import static ampro.station.hardware.simulated.CardPrinterParser.TIME_OUT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.station.hardware.simulated.CardCommand.Arriving;
import ampro.station.hardware.simulated.CardCommand.Download;
import ampro.station.hardware.simulated.CardCommand.Malformed;
import ampro.station.hardware.simulated.CardCommand.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("device")
class CardPrinterParserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<CardCommand> got = new ArrayList<>();
    private final CardPrinterParser parser = new CardPrinterParser(Box.CARD, PATIENCE, got::add);

    private void receive(byte[] bytes) {
        parser.received(bytes, bytes.length);
    }

    private void receive(String bytes) {
        receive(bytes.getBytes(ISO_8859_1));
    }

    private void expectAnswersAgain() {
        parser.quiet(Duration.ofSeconds(4));
        parser.quiet(Duration.ofSeconds(4));
        got.clear();
        receive("\u001bRsn\r");
        assertThat(got).containsExactly(text("Rsn"));
    }

    private static Text text(String mnemonic, String... parameters) {
        return new Text(mnemonic, List.of(parameters));
    }

    @Test
    void readsTheGuidesExamples() {
        receive("\u001bPcom;1;9600;N;8;1\r\u001bPem;2\r\u001bPr;ymcko\r\u001bSs\r\u001bSp;y\r");
        assertThat(got)
                .containsExactly(
                        text("Pcom", "1", "9600", "N", "8", "1"),
                        text("Pem", "2"),
                        text("Pr", "ymcko"),
                        text("Ss"),
                        text("Sp", "y"));
    }

    @Test
    void skipsNulsBeforeEscAndLetsEscOutAfterCr() {
        receive("\0\0\0\u001bSi\r\0Se\r\n\u001bRlr;p\r");
        assertThat(got).containsExactly(text("Si"), text("Se"), text("Rlr", "p"));
    }

    @ParameterizedTest
    @CsvSource({"y,128,576072", "m,64,493776", "c,32,411480", "k,2,82296", "o,2,82296"})
    void takesBitmapByItsLengthWhateverIsInIt(String panel, int levels, int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) 0x1B);
        Arrays.fill(payload, 0, bytes / 2, (byte) '\r');
        receive(Box.download("Db;%s;%d;".formatted(panel, levels), payload));
        receive("\u001bSe\r");
        assertThat(got).hasSize(3);
        assertThat(got.get(0)).isEqualTo(new Arriving(panel.charAt(0)));
        assertThat(got.get(1))
                .isInstanceOfSatisfying(
                        Download.class,
                        download -> {
                            assertThat(download.levels()).isEqualTo(levels);
                            assertThat(download.data()).isEqualTo(payload);
                        });
        assertThat(got.get(2)).isEqualTo(text("Se"));
    }

    @Test
    void cutsDoNotMatter() {
        byte[] stream = Box.download("Dbc;k;2;12;3;", new byte[] {0x1B, '\r', 0});
        for (byte b : stream) {
            receive(new byte[] {b});
        }
        assertThat(got).hasSize(2);
        assertThat(got.get(1))
                .isInstanceOfSatisfying(
                        Download.class,
                        band -> {
                            assertThat(band.firstLine()).isEqualTo(12);
                            assertThat(band.compressed()).isTrue();
                            assertThat(band.data()).containsExactly(0x1B, '\r', 0);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Db;z;2;", "Db;;2;", "Db;k;32;"})
    void bitmapForNoPanelIsStillTakenByItsLength(String header) {
        int bytes = header.endsWith("32;") ? 411_480 : 82_296;
        receive(Box.download(header, new byte[bytes]));
        assertThat(got).containsExactly(new Malformed(PARAMETER_ERROR));
        expectAnswersAgain();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Db;y;6;",
                "Db;y;;",
                "Db;;;",
                "Dbc;;;;;",
                "Dbc;y;32;0;9999999;",
                "Dbc;y;32;x;5;"
            })
    void bitmapOfUnknownLengthIsDroppedUntilTheNextCommand(String header) {
        byte[] junk = new byte[5000];
        Arrays.fill(junk, (byte) 'x');
        receive("\u001b" + header);
        receive(junk);
        receive("\r\u001bRsn\r");
        assertThat(got).containsExactly(new Malformed(PARAMETER_ERROR), text("Rsn"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u001bhello world\r", "\u001b;\r", "\u001b\r", "\u001bS\u0001\r", "xx\r"})
    void whatIsNoCommandIsToldOnce(String bytes) {
        receive(bytes);
        assertThat(got).containsExactly(new Malformed(COMMAND_ERROR));
        expectAnswersAgain();
    }

    @Test
    void commandWithoutEndIsDroppedByTheNextEsc() {
        receive("\u001bSp;y\u001bRsn\r");
        assertThat(got).containsExactly(new Malformed(COMMAND_ERROR), text("Rsn"));
    }

    @Test
    void endlessTextIsCutOff() {
        receive("\u001bPr;" + "y".repeat(1_000_000));
        assertThat(got).containsExactly(new Malformed(COMMAND_ERROR));
        expectAnswersAgain();
    }

    @Test
    void truncatedBitmapTimesOut() {
        receive("\u001bDb;k;2;only this");
        parser.quiet(Duration.ofSeconds(1));
        assertThat(got).containsExactly(new Arriving('k'));
        parser.quiet(PATIENCE);
        assertThat(got).containsExactly(new Arriving('k'), new Malformed(TIME_OUT));
        expectAnswersAgain();
    }

    @Test
    void bitmapThatGoesOnBeyondItsLengthIsNotLoaded() {
        receive(Box.download("Db;k;2;", new byte[82_297]));
        assertThat(got).containsExactly(new Arriving('k'), new Malformed(COMMAND_ERROR));
        expectAnswersAgain();
    }

    @Test
    void bitmapCutShortSwallowsTheNextCommandAndRecovers() {
        receive(Box.download("Db;k;2;", new byte[82_292]));
        receive("\u001bRsn\r");
        assertThat(got).containsExactly(new Arriving('k'), new Malformed(COMMAND_ERROR));
        expectAnswersAgain();
    }

    @Test
    void randomGarbageNeverStopsIt() {
        long seed = new Random().nextLong();
        System.out.println("garbage seed " + seed);
        Random random = new Random(seed);
        byte[] garbage = new byte[4096];
        for (int round = 0; round < 500; round++) {
            random.nextBytes(garbage);
            if (round % 2 == 0) {
                String words = "\u001bDb;Dbc;yk2\r;3;0\0Sp";
                for (int i = 0; i < garbage.length; i++) {
                    garbage[i] = (byte) words.charAt(random.nextInt(words.length()));
                }
            }
            receive(garbage);
            expectAnswersAgain();
        }
    }
}

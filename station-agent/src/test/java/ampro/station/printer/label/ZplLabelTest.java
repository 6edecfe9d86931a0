package ampro.station.printer.label;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.LabelData;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class ZplLabelTest {
    private static final LabelPrinterProfile PROFILE =
            Profiles.load().labelPrinter("zpl-reference");
    private static final String SSCC = "340123450000000017";

    @Test
    void theStreamIsThisForAPlainLabel() {
        LabelData label =
                new LabelData("L-7", SSCC, "Hub", List.of("Office 4", "Tamatave"), 24, "TOKEN");
        assertThat(zpl(label))
                .isEqualTo(
                        """
                        ^XA^PW812^LL1218^LH0,0^CI28^JZN\
                        ^FO40,40^A0N,24,24^FH^FDFROM^FS^FO40,74^A0N,48,48^FH^FDHub^FS^FO40,150^GB732,0,3^FS\
                        ^FO40,180^A0N,24,24^FH^FDTO^FS^FO40,218^A0N,58,58^FH^FDOffice 4^FS\
                        ^FO40,288^A0N,58,58^FH^FDTamatave^FS^FO40,600^GB732,0,3^FS\
                        ^FO40,615^BQN,2,7^FH^FDMA,AMPROL1;340123450000000017;TOKEN^FS\
                        ^FO330,640^A0N,24,24^FH^FDLABEL^FS^FO330,674^A0N,58,58^FH^FDL-7^FS\
                        ^FO330,756^A0N,24,24^FH^FDCARDS^FS^FO330,790^A0N,58,58^FH^FD24^FS\
                        ^FO40,880^GB732,0,3^FS^FO94,910^BY4^BCN,220,N^FD>;>800340123450000000017^FS\
                        ^FO0,1150^A0N,44^FB812,1,0,C^FD(00) 340123450000000017^FS^PQ1,0,0,N^XZ
                        """);
    }

    @Test
    void wordsFromOutsideAreNeverCommands() {
        assertThat(ZplLabel.escaped("A^XZ~JA\\_\r\n\u007f é"))
                .isEqualTo("A_5EXZ_7EJA_5C_5F_0D_0A_7F _C3_A9");
    }

    @Test
    void whateverTheWordsTheCommandsStayAndTheWordsComeBack() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        String commands = commands(zpl(label(List.of("a", "b", "c", "d", "e"))));
        for (int run = 0; run < 2_000; run++) {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                words.add(words(random));
            }
            String zpl = zpl(label(words));
            String as = "seed %d run %d".formatted(seed, run);
            assertThat(zpl).as(as).matches("[ -~]+\n");
            assertThat(commands(zpl)).as(as).isEqualTo(commands);
            assertThat(data(zpl).subList(3, 8)).as(as).isEqualTo(words);
        }
    }

    @Test
    void longWordsAreSqueezedAndCutAtWholeLetters() {
        String zpl = zpl(label(List.of("😀".repeat(61))));
        assertThat(zpl).contains("^A0N,58,24^FH^FD" + "_F0_9F_98_80".repeat(60) + "^FS");
    }

    @Test
    void aLongTokenMakesTheModulesSmaller() {
        LabelData label = new LabelData("L", SSCC, "Hub", List.of(), 1, "X".repeat(64));
        assertThat(zpl(label)).contains("^BQN,2,5^FH");
    }

    private static LabelData label(List<String> to) {
        return new LabelData("L-7", SSCC, "Hub", to, 24, "TOKEN");
    }

    private static String zpl(LabelData label) {
        return new String(ZplLabel.of(label, PROFILE), StandardCharsets.ISO_8859_1);
    }

    /// Letters, signs that mean something to ZPL, control characters and all of Unicode.
    private static String words(Random random) {
        String nasty = "^~_\\^^XA^XZ^FS^FD~JA,;>&\r\n\t\0\u001b\u0011\u0013";
        StringBuilder words = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            int point =
                    random.nextBoolean()
                            ? nasty.charAt(random.nextInt(nasty.length()))
                            : random.nextInt(0x11000);
            if (!Character.isSurrogate((char) point) || point > 0xffff) {
                words.appendCodePoint(point);
            }
        }
        return words.toString();
    }

    /// Every command's two letters, in order: a caret or tilde begins one wherever it stands.
    private static String commands(String zpl) {
        StringBuilder commands = new StringBuilder();
        Matcher command = Pattern.compile("[\\^~]..").matcher(zpl);
        while (command.find()) {
            commands.append(command.group());
        }
        return commands.toString();
    }

    /// What the fields say, decoded as `^FH` with `^CI28` is.
    private static List<String> data(String zpl) {
        List<String> data = new ArrayList<>();
        Matcher field = Pattern.compile("(\\^FH)?\\^FD([^^]*)\\^FS").matcher(zpl);
        while (field.find()) {
            String text = field.group(2);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < text.length(); i++) {
                if (field.group(1) != null && text.charAt(i) == '_') {
                    bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                } else {
                    bytes.write(text.charAt(i));
                }
            }
            data.add(bytes.toString(StandardCharsets.UTF_8));
        }
        return data;
    }
}

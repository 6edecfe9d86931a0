package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Draws a ZPL label and reads its symbols by two libraries that are not ours, in a process of
/// their own (`judges/read-label.mjs`). Its complaints go to a file: one can be megabytes long.
public final class LabelJudge {
    private static final int WAIT_SECONDS_MAX = 60;
    private static final Path JUDGES =
            Checkout.ofThisBuild().root().resolve("central-hub/src/test/judges");

    /// Dots of the picture and what was read from it, top to bottom.
    public record Label(int width, int height, List<Symbol> symbols) {}

    /// `identifier` is AIM's: `]C1` is GS1-128, `]Q1` a QR code.
    public record Symbol(String format, String identifier, String text) {}

    private LabelJudge() {}

    /// `folder` receives the label, its picture and the judge's words.
    public static Label read(String zpl, Path folder) throws Exception {
        assertThat(JUDGES.resolve("node_modules"))
                .as("the judges are installed by ./ampro test, or by npm ci in " + JUDGES)
                .isDirectory();
        Path label = Files.writeString(folder.resolve("label.zpl"), zpl);
        Path said = folder.resolve("label.json");
        Path complaints = folder.resolve("label-complaints.txt");
        Process judge =
                new ProcessBuilder(
                                "node",
                                JUDGES.resolve("read-label.mjs").toString(),
                                label.toString(),
                                folder.resolve("label.png").toString())
                        .redirectOutput(said.toFile())
                        .redirectError(complaints.toFile())
                        .start();
        boolean ended = judge.waitFor(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        judge.destroyForcibly();
        assertThat(ended).as("the judge ended in time").isTrue();
        assertThat(judge.exitValue())
                .as(() -> "the label can be drawn: " + first(complaints))
                .isZero();
        return JsonMapper.builder()
                .build()
                .readValue(Files.readString(said, StandardCharsets.UTF_8), Label.class);
    }

    private static String first(Path complaints) {
        try (var lines = Files.lines(complaints, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("no word");
        } catch (IOException e) {
            return e.toString();
        }
    }
}

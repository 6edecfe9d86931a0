package ampro.hub.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.house.LabelJudge;
import ampro.hub.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job by one command: cards go from application to hand-over, illegal applications are
/// refused one by one, and outside judges read what was printed.
@Tag("journey")
class OnceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @Test
    void legalApplicationsAreCompletedAndIllegalOnesAreRefusedOneByOne() throws Exception {
        Path input = Files.writeString(folder.resolve("input.json"), input().toString());
        try (DemoRun run = new DemoRun(folder, "--input", input.toString())) {
            assertThat(run.end()).describedAs(run.log()).isZero();

            JsonNode summary = run.summary();
            assertThat(summary.path("applications").asInt()).isEqualTo(5);
            assertThat(summary.path("completed").asInt()).isEqualTo(2);
            assertThat(summary.path("refused").asInt()).isEqualTo(3);
            assertThat(refusedFields(summary))
                    .containsExactly("birthDate", "categories", "portrait");
            for (JsonNode card : summary.path("cards")) {
                assertThatOutsidersReadIt(run.out(), card);
            }
            assertThat(run.out().resolve("hub/hub.db")).isRegularFile();
            assertThat(run.out().resolve("stations/tnr-01/journal.db")).isRegularFile();
        }
    }

    /// Each operator finds their first card smeared.
    @Test
    void spoiledCardIsDestroyedByTwoAndPrintedAgain() throws Exception {
        try (DemoRun run = new DemoRun(folder, "--cards", "2", "--smeared", "1")) {
            assertThat(run.end()).describedAs(run.log()).isZero();
            assertThat(run.summary().path("completed").asInt()).isEqualTo(2);
            Path hub = run.out().resolve("hub/hub.db");
            List<String> spoiled =
                    DemoRun.query(hub, "select blank from print_job where status = 'failed'");
            assertThat(spoiled).isNotEmpty();
            assertThat(DemoRun.query(hub, "select serial from blank where account = 'destroyed'"))
                    .containsExactlyInAnyOrderElementsOf(spoiled);
            assertThat(
                            DemoRun.query(
                                    hub,
                                    """
                                    select again.status from print_job again
                                    join print_job spoiled on spoiled.id = again.replaces
                                    where spoiled.status = 'failed'
                                    """))
                    .hasSameSizeAs(spoiled)
                    .containsOnly("completed");
        }
    }

    /// Two sample people, the second with the portrait as a file's path, and three with one fault
    /// each.
    private ArrayNode input() throws IOException {
        List<SampleApplication> people = SamplePeople.draw(5, DemoPlan.SEED);
        ArrayNode array = JSON.createArrayNode();
        for (SampleApplication person : people) {
            array.add(JSON.readTree(Json.write(person)));
        }
        Files.write(
                folder.resolve("portrait.png"),
                Base64.getDecoder().decode(people.get(1).portrait()));
        ((ObjectNode) array.get(1)).put("portrait", "portrait.png");
        ((ObjectNode) array.get(2)).put("birthDate", "14.03.1991");
        ((ObjectNode) array.get(3)).putArray("categories").add("Z9");
        ((ObjectNode) array.get(4))
                .put(
                        "portrait",
                        Base64.getEncoder()
                                .encodeToString("no picture".getBytes(StandardCharsets.UTF_8)));
        return array;
    }

    private static List<String> refusedFields(JsonNode summary) {
        return summary.path("refusals").findParents("fields").stream()
                .map(problem -> problem.path("fields").get(0).path("field").asText())
                .toList();
    }

    private void assertThatOutsidersReadIt(Path out, JsonNode card) throws Exception {
        String licence = card.path("licence").asText();
        assertThat(readByZxing(out.resolve(card.path("back").asText())))
                .describedAs("Debian's ZXingReader reads the back")
                .contains("AMPRO1;" + licence + ";");
        assertThat(out.resolve(card.path("front").asText())).isRegularFile();
        String zpl = Files.readString(out.resolve(card.path("label").asText()));
        assertThat(LabelJudge.read(zpl, folder).symbols())
                .describedAs("the label's symbols, rendered and read by others")
                .extracting(LabelJudge.Symbol::text)
                .anyMatch(text -> text.matches("00[0-9]{18}"))
                .anyMatch(text -> text.startsWith("AMPROL1;"));
    }

    private static String readByZxing(Path picture) throws IOException, InterruptedException {
        Process reader =
                new ProcessBuilder("ZXingReader", "-format", "PDF417", picture.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reader.waitFor(30, SECONDS)).describedAs("ZXingReader ends").isTrue();
        return said;
    }
}

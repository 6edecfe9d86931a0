package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("device")
class HandsTest {
    @TempDir Path dir;
    private Box box;

    @BeforeEach
    void open() throws Exception {
        box = new Box(dir);
    }

    @AfterEach
    void close() throws Exception {
        box.close();
    }

    @Test
    void cardGoesFromTrayToRejectBoxToThePerson() throws Exception {
        box.load(2);
        try (Client line = box.cardLine()) {
            for (int card = 0; card < 2; card++) {
                assertThat(line.ask("Si")).isEqualTo("OK");
                assertThat(line.ask("Se")).isEqualTo("OK");
            }
        }
        box.hand("/tray/take", "{\"blank\":\"B0000002\"}");
        box.hand("/tray/to-reject", "{\"blank\":\"B0000001\"}");
        assertThat(box.truth().at("/reject/0/blank").asText()).isEqualTo("B0000001");
        box.hand("/reject/take", "{\"blank\":\"B0000001\"}");
        assertThat(box.truth().path("tray")).isEmpty();
        assertThat(box.truth().at("/taken/1/blank").asText()).isEqualTo("B0000001");
        assertThat(box.post("/tray/take", "{\"blank\":\"B0000001\"}").statusCode()).isEqualTo(409);
        assertThat(box.post("/hopper", "{\"blanks\":[\"B0000001\"]}").statusCode()).isEqualTo(409);
    }

    @Test
    @Tag("FM-35")
    void anotherBoardCountsFromNothingAndKeepsTheCardsApart() throws Exception {
        box.load(2);
        try (Client line = box.cardLine()) {
            for (int board = 0; board < 2; board++) {
                assertThat(line.ask("Si")).isEqualTo("OK");
                assertThat(line.ask("Se")).isEqualTo("OK");
                assertThat(line.ask("Rco;c")).isEqualTo("1");
                box.hand("/board", "{}");
                assertThat(line.ask("Rco;c")).isEqualTo("0");
            }
        }
        assertThat(box.truth().path("tray").findValuesAsText("number")).containsExactly("1", "2");
    }

    @Test
    void feederTakesAHundred() throws Exception {
        box.load(100);
        HttpResponse<String> refused = box.post("/hopper", "{\"blanks\":[\"X1\"]}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("the feeder takes 100");
        assertThat(box.truth().path("hopper")).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/hopper | {\"blanks\":[\"../../etc\"]} | 400",
                "/hopper | {\"blanks\":[\"A\",\"A\"]} | 400",
                "/hopper | {} | 400",
                "/hopper | [] | 400",
                "/hopper | {no | 400",
                "/cover | {\"open\":\"yes\"} | 400",
                "/fault | {\"rule\":\"explode\"} | 400",
                "/fault | {} | 400",
                "/ribbon | {\"sets\":301} | 400",
                "/plug | {\"device\":\"toaster\"} | 400",
                "/nothing | {} | 404",
                "/truth | {} | 405",
            })
    void whatHandsCannotDoIsRefused(String path, String body, int status) throws Exception {
        HttpResponse<String> refused = box.post(path, body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(Truth.JSON.readTree(refused.body()).path("error").asText()).isNotEmpty();
    }

    @Test
    void hugeBodyIsRefused() throws Exception {
        String body = "{\"blanks\":[\"" + "A".repeat(20_000) + "\"]}";
        assertThat(box.post("/hopper", body).statusCode()).isEqualTo(400);
    }
}

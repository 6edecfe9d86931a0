package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.RunningHub;
import ampro.hub.demo.SamplePeople;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the running hub takes and refuses as an application.
@Tag("route")
class IntakeTest {
    private static final String PATH = "/api/v1/applications";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path temp;
    private static RunningHub running;
    private static Caller officer;
    private int accepted;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHub(temp);
        officer = Caller.bearer(running.hub.address(), running.token("officer"));
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @BeforeEach
    void count() throws Exception {
        accepted = officer.get(PATH).body().size();
    }

    @AfterEach
    void nothingWasWrittenButWhatWasAccepted() throws Exception {
        assertThat(officer.get(PATH).body()).hasSize(accepted);
    }

    @Test
    void aRightApplicationIsSubmitted() throws Exception {
        Caller.Answer answer = officer.post(PATH, right());
        accepted++;
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("status").asText()).isEqualTo("submitted");
        String address = PATH + "/" + answer.body().path("id").asText();
        assertThat(officer.get(address).body()).isEqualTo(answer.body());
    }

    @Test
    void whatMayBeLeftOutMayBeLeftOut() throws Exception {
        ObjectNode application = right();
        application.remove(List.of("type", "sex", "address", "restrictions", "signature"));
        Caller.Answer answer = officer.post(PATH, application);
        accepted++;
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().path("type").asText()).isEqualTo("new");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "type | 'gold'",
                "site | null",
                "site | ' '",
                "site | 'QQQ'",
                "site | 'TOOLONGCODE'",
                "surname | null",
                "surname | ''",
                "surname | 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJK'",
                "surname | 7",
                "givenNames | null",
                "givenNames | 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJK'",
                "birthDate | null",
                "birthDate | '14.3.1991'",
                "birthDate | '1991-02-30'",
                "birthDate | '2199-01-01'",
                "birthDate | '1850-01-01'",
                "birthDate | 19910314",
                "birthPlace | 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ'",
                "birthPlace | null",
                "birthPlace | 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNO'",
                "surname | '\\ud83d\\ude00'",
                "surname | 'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW'",
                "givenNames | '\\u00a0'",
                "categories | ['BE']",
                "birthDate | '2026-11-22T00:00'",
                "sex | 'Z'",
                "sex | 'f'",
                "address | 'Tana'",
                "address | ['1','2','3','4','5','6']",
                "address | ['ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ']",
                "address | [null]",
                "restrictions | ['1','2','3','4','5','6']",
                "restrictions | [null]",
                "categories | null",
                "categories | []",
                "categories | ['Z']",
                "categories | ['B','Z']",
                "categories | ['B','B']",
                "categories | [null]",
                "portrait | null",
                "portrait | ''",
                "portrait | '%%%'",
                "portrait | 'aGVsbG8='",
                "portrait | 'iVBORw0KGgo='",
                "signature | '%%%'",
                "signature | 'aGVsbG8='"
            })
    void eachWrongFieldAloneIsNamed(String field, String value) throws Exception {
        ObjectNode application = right();
        application.set(field, JSON.readTree(value.replace('\'', '"')));
        Caller.Answer answer = officer.post(PATH, application);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(fields(answer)).singleElement().asString().startsWith(field);
        assertThat(answer.body().path("detail").asText()).startsWith(field);
        assertThat(answer.body().path("fields").path(0).path("reason").asText()).isNotBlank();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws Exception {
        ObjectNode application = right();
        application.put("type", "gold").put("surname", "").put("birthDate", "x").put("sex", "Z");
        application.putNull("categories");
        application.put("portrait", "%%%").put("signature", "aGVsbG8=");
        assertThat(fields(officer.post(PATH, application)))
                .containsExactlyInAnyOrder(
                        "type",
                        "surname",
                        "birthDate",
                        "sex",
                        "categories",
                        "portrait",
                        "signature");
    }

    @Test
    void anEmptyApplicationIsToldEverythingThatIsNeeded() throws Exception {
        assertThat(fields(officer.postText(PATH, "{}")))
                .containsExactlyInAnyOrder(
                        "site", "surname", "givenNames", "birthDate", "categories", "portrait");
    }

    @Test
    void halfACharacterIsNoName() throws Exception {
        String half = right().put("surname", "HALF").toString().replace("HALF", "\\ud800");
        assertThat(fields(officer.postText(PATH, half))).containsExactly("surname");
    }

    @Test
    void reasonsSpeakOfTheApplicationAndNotOfTheProgram() throws Exception {
        for (String body :
                List.of("[]", "{\"surname\":[]}", "{\"address\":7}", "{\"Surname\":1}", "")) {
            assertThat(officer.postText(PATH, body).body().path("detail").asText())
                    .as(body)
                    .doesNotContain("ampro", "java", "deserialize", "(")
                    .isNotBlank();
        }
    }

    @Test
    void aPortraitOfTheWrongSizeIsRefused() throws Exception {
        for (int[] size : new int[][] {{100, 128}, {531, 413}, {400, 400}}) {
            BufferedImage image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            assertRefusedPortrait(png.toByteArray());
        }
    }

    @Test
    void aPortraitOfMoreThanFiveMebibytesIsRefused() throws Exception {
        assertRefusedPortrait(new byte[5 * 1024 * 1024 + 1]);
    }

    @Test
    void aTextFileIsNoPortrait() throws Exception {
        assertRefusedPortrait("a text file\n".repeat(100).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPageOrScriptIsNoPortrait() throws Exception {
        assertRefusedPortrait(
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "enteredBy", "id", "licence", "Surname", "verified"})
    void unknownPropertiesAreNamed(String name) throws Exception {
        Caller.Answer answer = officer.post(PATH, right().put(name, "x"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{} {}",
                "<a/>",
                "{\"site\":}",
                "\u0000"
            })
    void whatIsNoApplicationIsRefused(String body) throws Exception {
        Caller.Answer answer = officer.postText(PATH, body);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void aBodyWithoutEndIsRefused() throws Exception {
        ObjectNode application = right().put("portrait", "A".repeat(17 << 20));
        Caller.Answer answer = officer.post(PATH, application);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void nobodyEntersWithoutATokenOrThePermission() throws Exception {
        String body = right().toString();
        for (Caller nobody :
                List.of(
                        new Caller(running.hub.address(), null),
                        Caller.bearer(running.hub.address(), "x"),
                        Caller.bearer(running.hub.address(), ""),
                        new Caller(running.hub.address(), "Basic !!!"),
                        Caller.basic(running.hub.address(), "officer", RunningHub.PASSWORD))) {
            Caller.Answer answer = nobody.postText(PATH, body);
            assertThat(answer.status()).as("%s", nobody).isEqualTo(401);
            assertThat(answer.isProblem()).isTrue();
        }
        for (String role : Set.of("manager", "viewer", "operator", "technician", "shipping")) {
            Caller other = Caller.bearer(running.hub.address(), running.token(role));
            assertThat(other.postText(PATH, body).status()).as(role).isEqualTo(403);
        }
    }

    private static void assertRefusedPortrait(byte[] file) throws Exception {
        String base64 = Base64.getEncoder().encodeToString(file);
        Caller.Answer answer = officer.post(PATH, right().put("portrait", base64));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly("portrait");
    }

    private static ObjectNode right() {
        ObjectNode sample = JSON.valueToTree(SamplePeople.application(0, 1));
        return sample.put("site", "TNR");
    }

    private static List<String> fields(Caller.Answer answer) {
        return StreamSupport.stream(answer.body().path("fields").spliterator(), false)
                .map(field -> field.path("field").asText())
                .toList();
    }
}

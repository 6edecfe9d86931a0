package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.RunningHub;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API's description is what the running hub does: every route, and nothing more.
@Tag("route")
class OpenApiTest {
    @TempDir private static Path temp;
    private static RunningHub running;
    private static final JsonNode DESCRIPTION = read();

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHub(temp);
    }

    private static JsonNode read() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @Test
    void anybodyMayReadIt() throws Exception {
        Caller.Answer answer = new Caller(running.hub.address(), null).get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(DESCRIPTION);
        assertThat(answer.body().path("openapi").asText()).startsWith("3.1.");
    }

    @Test
    void everyRouteIsInItWithItsPermissionAndNothingMore() {
        Map<String, String> routes =
                running.hub.routes().stream()
                        .filter(route -> route.path().startsWith("/api/"))
                        .collect(
                                Collectors.toMap(
                                        route -> route.method().text() + " " + route.path(),
                                        route -> route.permission().name()));
        Map<String, String> described = new TreeMap<>();
        operations()
                .forEach((name, operation) ->
                        described.put(name, operation.path("x-permission").asText()));
        assertThat(described).containsExactlyInAnyOrderEntriesOf(routes);
    }

    @Test
    void everyOperationSaysWhoMayCallItAndWhatComesBack() {
        operations()
                .forEach((name, operation) -> {
                    String permission = operation.path("x-permission").asText();
                    assertThat(operation.path("description").asText())
                            .as(name)
                            .contains(permission);
                    assertThat(operation.path("summary").asText()).as(name).isNotBlank();
                    assertThat(operation.path("security")).as(name).isNotEmpty();
                    JsonNode responses = operation.path("responses");
                    JsonNode success =
                            responses.path(
                                    name.equals("POST /api/v1/applications") ? "201" : "200");
                    assertThat(jsonSchema(success)).as(name).isNotEmpty();
                    assertThat(responses.has("401") && responses.has("403")).as(name).isTrue();
                    if (operation.has("requestBody")) {
                        assertThat(jsonSchema(operation.path("requestBody"))).as(name).isNotEmpty();
                        assertThat(responses.has("400") && responses.has("413")).as(name).isTrue();
                    }
                });
    }

    @Test
    void pathsNameTheirParameters() {
        operations()
                .forEach((name, operation) -> {
                    List<String> inPath = new ArrayList<>();
                    operation
                            .path("parameters")
                            .forEach(parameter -> {
                                if (parameter.path("in").asText().equals("path")) {
                                    inPath.add("{" + parameter.path("name").asText() + "}");
                                }
                            });
                    assertThat(name.chars().filter(c -> c == '{')).as(name).hasSize(inPath.size());
                    assertThat(inPath).allSatisfy(part -> assertThat(name).contains(part));
                });
    }

    @Test
    void everyReferenceLeadsSomewhereAndNoSchemaIsUnused() {
        List<String> references = DESCRIPTION.findValuesAsText("$ref").stream().distinct().toList();
        assertThat(references)
                .allSatisfy(reference ->
                        assertThat(DESCRIPTION.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
        List<String> schemas = new ArrayList<>();
        DESCRIPTION
                .at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> schemas.add("#/components/schemas/" + name));
        assertThat(references).containsAll(schemas);
    }

    @Test
    void whatTheHubAnswersIsAsDescribed() throws Exception {
        String id = running.enter(0);
        Caller manager = Caller.bearer(running.hub.address(), running.token("manager"));
        String application = "/api/v1/applications/" + id;
        assertDescribed("GET", "/api/v1/applications/{id}", manager.get(application));
        assertDescribed("GET", "/api/v1/applications", manager.get("/api/v1/applications"));
        assertDescribed(
                "POST", "/api/v1/applications/{id}/review", manager.post(application + "/review"));
        for (String subject : List.of("documents", "medical", "payment")) {
            assertDescribed(
                    "POST",
                    "/api/v1/applications/{id}/verify",
                    manager.post(
                            application + "/verify", Map.of("subject", subject, "reference", "x")));
        }
        assertDescribed(
                "POST",
                "/api/v1/applications/{id}/approve",
                manager.post(application + "/approve"));
        Caller.Answer job = manager.post(application + "/queue", Map.of("priority", 2));
        assertDescribed("POST", "/api/v1/applications/{id}/queue", job);
        assertDescribed("GET", "/api/v1/jobs", manager.get("/api/v1/jobs"));
        assertDescribed(
                "GET",
                "/api/v1/jobs/{id}",
                manager.get("/api/v1/jobs/" + job.body().path("id").asText()));
        assertDescribed("GET", "/api/v1/blanks", manager.get("/api/v1/blanks"));
        assertDescribed(
                "POST",
                "/api/v1/blanks",
                manager.post(
                        "/api/v1/blanks",
                        Map.of("station", "tnr-01", "serials", List.of("B-1", "B-2"))));
        assertDescribed("GET", "/api/v1/recovery", manager.get("/api/v1/recovery"));
        assertDescribed(
                "POST",
                "/api/v1/stations/{id}/box-lost",
                manager.post("/api/v1/stations/tnr-01/box-lost", Map.of("reason", "burnt")));
        Caller.Answer asked =
                manager.post(
                        "/api/v1/stations/tnr-01/take-in",
                        Map.of("reason", "broken", "place", "cabinet 3"));
        assertDescribed("POST", "/api/v1/stations/{id}/take-in", asked);
        assertDescribed(
                "POST",
                "/api/v1/second-person/{id}/refuse",
                manager.post(
                        "/api/v1/second-person/" + asked.body().path("id").asText() + "/refuse",
                        Map.of("reason", "a mistake")));
        assertDescribed("GET", "/api/v1/second-person", manager.get("/api/v1/second-person"));
        assertDescribed("GET", "/api/v1/alerts", manager.get("/api/v1/alerts"));
        assertDescribed("GET", "/api/v1/parcels", manager.get("/api/v1/parcels"));
        Caller.Answer refusal = manager.post(application + "/review");
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.isProblem()).isTrue();
        assertThat(errors("#/components/schemas/Problem", refusal.body())).isEmpty();
    }

    static void assertDescribed(String method, String path, Caller.Answer answer) {
        JsonNode responses =
                operations()
                        .getOrDefault(method + " " + path, MissingNode.getInstance())
                        .path("responses");
        JsonNode response = responses.path(Integer.toString(answer.status()));
        assertThat(response.isMissingNode())
                .as("%s %s answers %d: %s", method, path, answer.status(), answer.body())
                .isFalse();
        assertThat(answer.status()).as(answer.body().toString()).isLessThan(300);
        JsonNode schema = jsonSchema(response);
        String error = errors(schema, answer.body());
        assertThat(error).as("%s %s: %s", method, path, answer.body()).isEmpty();
    }

    private static String errors(String reference, JsonNode value) {
        return errors(new ObjectMapper().createObjectNode().put("$ref", reference), value);
    }

    /// What is wrong with a value, by JSON Schema 2020-12, which OpenAPI 3.1 uses.
    private static String errors(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DESCRIPTION.path("components"));
        JsonSchema judge =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        return judge.validate(value).stream()
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }

    private static JsonNode jsonSchema(JsonNode owner) {
        return owner.path("content").path("application/json").path("schema");
    }

    /// By method and path, such as `GET /api/v1/jobs`.
    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        DESCRIPTION
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method ->
                                        operations.put(
                                                method.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey(),
                                                method.getValue())));
        return operations;
    }
}

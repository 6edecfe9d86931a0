package ampro.hub;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a browser does with a page: keeps cookies, asks for HTML, submits its forms with their
/// hidden fields. Redirections are left to the test.
public final class Browser {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\">");

    private final URI hub;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    Browser(URI hub) {
        this.hub = hub;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, Map.of("Accept", "text/html"));
    }

    public HttpResponse<String> get(String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<byte[]> picture(String path) throws IOException, InterruptedException {
        return http.send(
                request(path).header("Accept", "image/*").build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /// The lines of an endless answer.
    public HttpResponse<java.util.stream.Stream<String>> events(String path)
            throws IOException, InterruptedException {
        return http.send(
                request(path).header("Accept", "text/event-stream").build(),
                HttpResponse.BodyHandlers.ofLines());
    }

    public HttpResponse<String> post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return post(path, fields, "same-origin");
    }

    /// What another site's page would make this browser send.
    public HttpResponse<String> foreignPost(String path) throws IOException, InterruptedException {
        return post(path, Map.of(), "cross-site");
    }

    private HttpResponse<String> post(String path, Map<String, String> fields, String site)
            throws IOException, InterruptedException {
        String body =
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return http.send(
                request(path)
                        .header("Accept", "text/html")
                        .header("Sec-Fetch-Site", site)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Fills in the form with this action on a page and sends it.
    public HttpResponse<String> submit(String page, String action, Map<String, String> typed)
            throws IOException, InterruptedException {
        return post(action, fields(get(page).body(), action, typed));
    }

    /// What the form with this action sends.
    public static Map<String, String> fields(
            String html, String action, Map<String, String> typed) {
        int start = html.indexOf("action=\"" + action + "\"");
        if (start < 0) {
            throw new IllegalStateException("no form goes to " + action + " in\n" + html);
        }
        String form = html.substring(start, html.indexOf("</form>", start));
        Map<String, String> fields = new LinkedHashMap<>();
        for (Matcher hidden = HIDDEN.matcher(form); hidden.find(); ) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        fields.putAll(typed);
        return fields;
    }

    public static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("nowhere");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path)).timeout(ANSWER_MAX);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

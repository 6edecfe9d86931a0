package ampro.station.link;

import ampro.firmware.wire.EventChain;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Fetches artwork and label data from the hub with the station's credential. Only what has the
/// expected SHA-256 is taken.
public final class Fetcher {
    /// Two PDFs in Base64 with room to spare.
    private static final int BYTES_MAX = 8 << 20;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    /// Until the answer begins, and from there to its end: no line of ours is slower.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.~-]+)+");

    private final URI hub;
    private final Credential credential;
    private final Duration answerMax;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();

    public Fetcher(URI hub, Credential credential) {
        this(hub, credential, ANSWER_MAX);
    }

    Fetcher(URI hub, Credential credential, Duration answerMax) {
        this.hub = hub;
        this.credential = credential;
        this.answerMax = answerMax;
    }

    /// What came of it.
    public sealed interface Fetched {
        record Taken(String text) implements Fetched {}

        /// Asking again will not help: no grant stands, or it is not what was granted.
        record Refused(String why) implements Fetched {}

        /// The hub did not answer: ask again.
        record Later(String why) implements Fetched {}
    }

    /// `address` is a path at the hub: nobody else is shown the credential.
    public Fetched fetch(String address, String sha256) {
        if (!PATH.matcher(address).matches()) {
            return new Fetched.Refused("not a path at the hub");
        }
        HttpRequest request =
                HttpRequest.newBuilder(hub.resolve(address))
                        .timeout(answerMax)
                        .header("Authorization", credential.basic())
                        .build();
        try {
            HttpResponse<InputStream> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return judge(answer.statusCode(), read(answer.body()), sha256);
        } catch (IOException e) {
            return new Fetched.Later("the hub did not answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Later("interrupted");
        }
    }

    /// The client's own time-out ends where the body begins.
    private byte[] read(InputStream body) throws IOException {
        Future<?> late =
                CompletableFuture.runAsync(
                        () -> closeQuietly(body),
                        CompletableFuture.delayedExecutor(
                                answerMax.toMillis(), TimeUnit.MILLISECONDS));
        try (body) {
            return body.readNBytes(BYTES_MAX + 1);
        } finally {
            late.cancel(false);
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // whoever reads it is told
        }
    }

    private static Fetched judge(int status, byte[] bytes, String sha256) {
        if (status >= 500) {
            return new Fetched.Later("the hub answered " + status);
        }
        if (status != 200) {
            return new Fetched.Refused("the hub answered " + status);
        }
        if (bytes.length > BYTES_MAX) {
            return new Fetched.Refused("more than " + BYTES_MAX + " bytes");
        }
        return EventChain.sha256(bytes).equals(sha256)
                ? new Fetched.Taken(new String(bytes, StandardCharsets.UTF_8))
                : new Fetched.Refused("not what was granted: its SHA-256 differs");
    }
}

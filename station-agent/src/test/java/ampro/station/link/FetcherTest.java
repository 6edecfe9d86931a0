package ampro.station.link;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.StationId;
import ampro.station.link.Fetcher.Fetched;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("route")
class FetcherTest {
    private static final String TEXT = "artwork";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    /// Bytes that are announced and never come.
    private volatile int missing;

    private HttpServer hub;
    private Fetcher fetcher;

    @BeforeEach
    void open() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] body = TEXT.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length + missing);
                    exchange.getResponseBody().write(body);
                    if (missing == 0) {
                        exchange.close();
                    } else {
                        exchange.getResponseBody().flush();
                    }
                });
        hub.start();
        fetcher =
                new Fetcher(
                        URI.create("http://127.0.0.1:" + hub.getAddress().getPort()),
                        new Credential(new StationId("tnr-01"), "1", "secret"),
                        Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        hub.stop(0);
    }

    @Test
    void whatWasGrantedIsTakenAndNothingElse() {
        assertThat(fetcher.fetch("/artwork/7", EventChain.sha256(TEXT)))
                .isEqualTo(new Fetched.Taken(TEXT));
        assertThat(fetcher.fetch("/artwork/7", "0".repeat(64))).isInstanceOf(Fetched.Refused.class);
    }

    /// The line died without a word.
    @Test
    @Timeout(30)
    void anAnswerThatStallsIsGivenUpAndAskedForAgain() {
        missing = 1;
        assertThat(fetcher.fetch("/artwork/7", EventChain.sha256(TEXT)))
                .isInstanceOf(Fetched.Later.class);
        missing = 0;
        assertThat(fetcher.fetch("/artwork/7", EventChain.sha256(TEXT)))
                .isEqualTo(new Fetched.Taken(TEXT));
    }

    @Test
    void hubThatFailsIsAskedAgainAndOneThatRefusesIsNot() {
        status = 503;
        assertThat(fetcher.fetch("/artwork/7", "0")).isInstanceOf(Fetched.Later.class);
        status = 403;
        assertThat(fetcher.fetch("/artwork/7", "0")).isInstanceOf(Fetched.Refused.class);
        hub.stop(0);
        assertThat(fetcher.fetch("/artwork/7", "0")).isInstanceOf(Fetched.Later.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/artwork",
                "//127.0.0.1/artwork",
                "artwork",
                "/artwork?job=7",
                "/artwork/%2e%2e",
                "file:///etc/passwd",
                "not an address",
                ""
            })
    void credentialIsShownAtNoOtherAddressThanAPathOfTheHub(String address) {
        assertThat(fetcher.fetch(address, "0")).isInstanceOf(Fetched.Refused.class);
        assertThat(asked).isEmpty();
    }
}

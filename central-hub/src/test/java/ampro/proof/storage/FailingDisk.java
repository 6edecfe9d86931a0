package ampro.proof.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.proof.network.StationProgram;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A real station's program on a disk that fails under it.
final class FailingDisk {
    private static final int MEBIBYTES = 64;
    private static final int BROKEN = 70;
    private static final String LAST_LINE = "station: ends; the next start reads the journal";

    private FailingDisk() {}

    /// The first sync of the runner's thread fails: it is the commit of what the printer said.
    static String syncFails(Path folder) throws Exception {
        return failsOnce(folder, "fsync", "EIO");
    }

    static String turnsReadOnly(Path folder) throws Exception {
        failsOnce(folder.resolve("running"), "pwrite64", "EROFS");
        return readOnlyAtTheStart(folder.resolve("disk"));
    }

    private static String failsOnce(Path parent, String call, String error) throws Exception {
        Path folder = enrolled(parent.resolve("station"));
        try (StationProgram quiet = new StationProgram(folder, flags(0, "60"))) {
            quiet.start();
            quiet.ready();
        }
        Path trace = parent.resolve("trace");
        try (StationProgram station = new StationProgram(folder, flags(0, "1"))) {
            station.start(
                    "strace",
                    "-f",
                    "-q",
                    "-P",
                    folder.resolve("journal.db-wal").toString(),
                    "-e",
                    "trace=" + call,
                    "-e",
                    "inject=%s:error=%s:when=1".formatted(call, error),
                    "-o",
                    trace.toString());
            await("its end")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(trace).contains("exited with " + BROKEN));
            assertThat(station.log().strip()).endsWith(LAST_LINE);
        }
        assertThat(Files.readAllLines(trace))
                .as("no second try in a life whose disk has failed")
                .filteredOn(line -> line.contains(call + "("))
                .singleElement()
                .asString()
                .contains("INJECTED");
        try (StationProgram again = new StationProgram(folder, flags(0, "1"))) {
            again.start();
            again.ready();
            return "%s on %s: ended with %d, started again".formatted(error, call, BROKEN);
        }
    }

    /// A start on it shows why, and goes on by itself when it can be written again.
    private static String readOnlyAtTheStart(Path folder) throws Exception {
        try (SmallDisk disk = new SmallDisk(folder, MEBIBYTES)) {
            Path data = enrolled(disk.folder.resolve("station"));
            try (StationProgram station = new StationProgram(data, flags(0, "1"))) {
                station.start();
                station.ready();
            }
            disk.readOnly(true);
            int port = freePort();
            Path log = folder.resolveSibling("log");
            try (StationProgram station =
                    new StationProgram(data, flags(port, "1")).loggingTo(log)) {
                station.start();
                String now = awaitScreen(port);
                assertThat(now).contains("disk-fails");
                disk.readOnly(false);
                station.ready();
                assertThat(station.isRunning()).isTrue();
            }
        }
        return "read-only: stopped with its screen, went on by itself";
    }

    /// A journal with a letter changed: the program stays and says so, whatever is tried.
    static String damaged(Path folder) throws Exception {
        Path data = enrolled(folder.resolve("station"));
        try (StationProgram station = new StationProgram(data, flags(0, "1"))) {
            station.start();
            station.ready();
        }
        Path journal = data.resolve(JournalCore.JOURNAL);
        byte[] bytes = Files.readAllBytes(journal);
        bytes[find(bytes, "guard0")] ^= 1;
        Files.write(journal, bytes);
        int port = freePort();
        try (StationProgram station = new StationProgram(data, flags(port, "1"))) {
            station.start();
            assertThat(awaitScreen(port)).contains("journal-damaged");
            assertThat(get(port, "/")).contains("Call the supervisor");
            assertThat(station.isRunning()).isTrue();
            assertThat(station.log()).doesNotContain("Exception");
        }
        return "a changed letter: stopped, the screen says what to do";
    }

    private static int find(byte[] bytes, String text) {
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).as(text).isPositive();
        return at;
    }

    private static Path enrolled(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("credential.json"),
                "{\"station\":\"tnr-01\",\"incarnation\":\"1\",\"secret\":\"s\"}");
        return folder;
    }

    /// Nobody listens at port 1: there is no hub.
    private static List<String> flags(int port, String settle) {
        return List.of(
                "--id",
                "tnr-01",
                "--port",
                String.valueOf(port),
                "--settle",
                settle,
                "--hub",
                "http://127.0.0.1:1",
                "--broker",
                "tcp://127.0.0.1:1");
    }

    private static String awaitScreen(int port) {
        return await("the screen")
                .atMost(Duration.ofSeconds(60))
                .ignoreException(ConnectException.class)
                .until(() -> get(port, "/now"), text -> !text.isEmpty());
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}

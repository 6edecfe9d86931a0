package ampro.station.job;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.LabelData;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Wire;
import ampro.station.hardware.SerialPort;
import ampro.station.hardware.real.TtyPort;
import ampro.station.hardware.simulated.SimulatedBox;
import ampro.station.link.Credential;
import ampro.station.link.Fetcher;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A station's label side: a real journal, a simulated printer at the other end of a
/// pseudo-terminal, and a hub that serves the labels' data.
final class LabelBench implements AutoCloseable {
    final OneStation station;
    final LabelStore labels;
    final LabelWorker worker;
    final BoxHands hands;
    final AtomicInteger requests = new AtomicInteger();
    volatile boolean hubAnswers = true;
    volatile boolean closesWithLoss;
    private final SimulatedBox box;
    private final HttpServer hub;

    LabelBench(Path folder) throws IOException {
        LabelPrinterProfile profile = Profiles.load().labelPrinter("zpl-reference");
        box =
                new SimulatedBox(
                        new SimulatedBox.Plan(
                                folder.resolve("devices"),
                                "evolis-reference",
                                profile.model(),
                                1_000),
                        PrinterBench::pause);
        hands = new BoxHands(folder.resolve("devices"));
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/api/v1/labels/", this::serve);
        hub.start();
        station = new OneStation(folder, () -> Instant.parse("2026-11-22T10:00:00Z"));
        labels = new LabelStore(station.database, station.events);
        worker =
                new LabelWorker(
                        profile,
                        () ->
                                new Line(
                                        TtyPort.open(
                                                box.port("labelPort"),
                                                profile.baud(),
                                                profile.handshake(),
                                                folder.resolve("native"),
                                                TtyPort.STUCK_AFTER)),
                        labels,
                        new Fetcher(
                                URI.create("http://127.0.0.1:" + hub.getAddress().getPort()),
                                new Credential(new StationId("tnr-01"), "1", "secret")),
                        () -> {},
                        () -> {},
                        PrinterBench::pause,
                        () -> station.isBroken.set(true));
    }

    /// The real line; closing it may tell that bytes were thrown away.
    private final class Line implements SerialPort {
        private final SerialPort real;

        Line(SerialPort real) {
            this.real = real;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            real.write(bytes);
        }

        @Override
        public int read(byte[] into, Duration within) throws IOException {
            return real.read(into, within);
        }

        @Override
        public void discardInput() throws IOException {
            real.discardInput();
        }

        @Override
        public void close() throws IOException {
            real.close();
            if (closesWithLoss) {
                throw new IOException("unsent bytes were thrown away");
            }
        }
    }

    void start() {
        worker.start();
    }

    /// The hub's wish for this label.
    void ask(String token) {
        askFor(token, EventChain.sha256(data(token)));
    }

    void askFor(String token, String sha256) {
        labels.ask(token, "L-1", "/api/v1/labels/" + token, sha256);
        worker.wake();
    }

    private static String data(String token) {
        return Wire.writeBody(
                new LabelData("L-1", "340123450000000017", "AMPRO", List.of("Office 4"), 3, token));
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        byte[] body =
                data(path.substring(path.lastIndexOf('/') + 1)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(hubAnswers ? 200 : 503, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() throws IOException {
        worker.close();
        hub.stop(0);
        station.close();
        hands.close();
        box.close();
    }
}

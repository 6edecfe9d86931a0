package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.profile.Profiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// A simulated box in this process: lines, hands, truth.
final class Box implements AutoCloseable {
    static final CardPrinterProfile CARD = Profiles.load().cardPrinter("evolis-reference");
    static final LabelPrinterProfile LABEL = Profiles.load().labelPrinter("zpl-reference");
    static final double AT_ONCE = 1000;

    /// 648 x 1016 bits, all white.
    static final byte[] WHITE_RESIN = new byte[82_296];

    final SimulatedDevices devices;
    private final Hands hands;
    private final HttpClient http = HttpClient.newHttpClient();

    Box(Path data) throws IOException {
        this(data, AT_ONCE);
    }

    Box(Path data, double speedFactor) throws IOException {
        this(data, speedFactor, LABEL);
    }

    Box(Path data, double speedFactor, LabelPrinterProfile label) throws IOException {
        devices =
                new SimulatedDevices(
                        new SimulatedDevices.Plan(data, CARD, label, speedFactor, List.of()),
                        new Random(1));
        hands = new Hands(devices, () -> {});
    }

    Client cardLine() throws IOException {
        return new Client(Objects.requireNonNull(devices.cardPrinter().line().port()));
    }

    Client labelLine() throws IOException {
        return new Client(Objects.requireNonNull(devices.labelPrinter().line().port()));
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(hands.address() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    void hand(String path, String json) throws Exception {
        HttpResponse<String> done = post(path, json);
        assertThat(done.statusCode()).as(path + " " + json + ": " + done.body()).isEqualTo(200);
    }

    void fault(String rule) throws Exception {
        hand("/fault", "{\"rule\":\"" + rule + "\"}");
    }

    /// Loads blanks B0000001 to B000000n.
    void load(int count) throws Exception {
        StringBuilder blanks = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            blanks.append(i > 1 ? "," : "").append("\"B%07d\"".formatted(i));
        }
        hand("/hopper", "{\"blanks\":[" + blanks + "]}");
    }

    JsonNode truth() throws IOException {
        return Truth.JSON.readTree(devices.truth().json());
    }

    @Override
    public void close() throws IOException {
        hands.close();
        http.close();
        devices.close();
    }

    static byte[] download(String header, byte[] payload) {
        byte[] head = ("\u001b" + header).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + payload.length + 1];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        all[all.length - 1] = '\r';
        return all;
    }
}

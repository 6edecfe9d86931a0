package ampro.hub.demo;

import ampro.hub.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/// A person at a simulated box: hands that load and take, eyes that look into the trays, a scanner
/// that reads what was really printed.
public final class Box {
    private static final Pattern LABEL_SYMBOL = Pattern.compile("AMPROL1;[0-9]{18};[A-Za-z0-9_-]+");
    private static final Pattern HEX = Pattern.compile("_([0-9A-Fa-f]{2})");

    private final HttpClient http;
    private final Path devices;

    /// `devices` is the folder of the station's simulated devices.
    Box(HttpClient http, Path devices) {
        this.http = http;
        this.devices = devices;
    }

    /// A card that exists, where it lies and what it looks like.
    public record Card(String place, String blank, Path front, Path back) {}

    void load(List<String> blanks) throws IOException, InterruptedException {
        Api.post(http, hands().resolve("/hopper"), Json.write(Map.of("blanks", blanks))).orThrow();
    }

    void take(String place, String blank) throws IOException, InterruptedException {
        Api.post(http, hands().resolve("/" + place + "/take"), Json.write(Map.of("blank", blank)))
                .orThrow();
    }

    void toReject(String blank) throws IOException, InterruptedException {
        Api.post(http, hands().resolve("/tray/to-reject"), Json.write(Map.of("blank", blank)))
                .orThrow();
    }

    /// Everything in this place: `tray`, `reject` or `taken`.
    public List<Card> cards(String place) throws IOException, InterruptedException {
        JsonNode truth = truth();
        return StreamSupport.stream(truth.path(place).spliterator(), false)
                .map(card ->
                        new Card(
                                place,
                                card.path("blank").asText(),
                                devices.resolve(card.path("front").asText("")),
                                devices.resolve(card.path("back").asText(""))))
                .toList();
    }

    int hopper() throws IOException, InterruptedException {
        return truth().path("hopper").size();
    }

    /// Reads the symbol on a card's back, as a hand scanner does.
    public static Optional<String> scan(Card card) throws IOException {
        if (!Files.isRegularFile(card.back())) {
            return Optional.empty();
        }
        BufferedImage image = ImageIO.read(card.back().toFile());
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        BinaryBitmap bitmap =
                new BinaryBitmap(
                        new HybridBinarizer(
                                new RGBLuminanceSource(width, image.getHeight(), pixels)));
        try {
            return Optional.of(
                    new MultiFormatReader()
                            .decode(
                                    bitmap,
                                    Map.of(
                                            DecodeHintType.POSSIBLE_FORMATS,
                                            List.of(BarcodeFormat.PDF_417),
                                            DecodeHintType.TRY_HARDER,
                                            true))
                            .getText());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /// The newest printed label of this parcel and what its symbol says.
    Optional<Label> label(String sscc) throws IOException {
        Path folder = devices.resolve("labels");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .flatMap(file -> symbol(file).stream())
                    .filter(label -> label.symbol().contains(";" + sscc + ";"))
                    .reduce((older, newer) -> newer);
        }
    }

    record Label(Path file, String symbol) {}

    private static Optional<Label> symbol(Path file) {
        try {
            String zpl = Files.readString(file, StandardCharsets.ISO_8859_1);
            String plain =
                    HEX.matcher(zpl)
                            .replaceAll(hex ->
                                    Matcher.quoteReplacement(
                                            String.valueOf(
                                                    (char) Integer.parseInt(hex.group(1), 16))));
            Matcher symbol = LABEL_SYMBOL.matcher(plain);
            return symbol.find() ? Optional.of(new Label(file, symbol.group())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it is just being written
        }
    }

    private JsonNode truth() throws IOException, InterruptedException {
        return Api.get(http, hands().resolve("/truth")).orThrow();
    }

    private URI hands() throws IOException {
        return URI.create(
                new ObjectMapper()
                        .readTree(Files.readString(devices.resolve("ready.json")))
                        .path("hands")
                        .asText());
    }
}

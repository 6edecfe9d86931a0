package ampro.firmware.profile;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// All models this firmware knows, from `profiles.json` beside this class.
public record Profiles(
        List<CardPrinterProfile> cardPrinters, List<LabelPrinterProfile> labelPrinters) {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    public static Profiles load() {
        try (InputStream in = Profiles.class.getResourceAsStream("profiles.json")) {
            return JSON.readValue(in, Profiles.class);
        } catch (IOException e) {
            throw new UncheckedIOException("profiles.json is part of this program", e);
        }
    }

    /// The card printer of this model; an unknown model is a setting's error, so it says what is
    /// known.
    public CardPrinterProfile cardPrinter(String model) {
        return cardPrinters.stream()
                .filter(p -> p.model().equals(model))
                .findFirst()
                .orElseThrow(() ->
                        unknown(
                                model,
                                cardPrinters.stream().map(CardPrinterProfile::model).toList()));
    }

    public LabelPrinterProfile labelPrinter(String model) {
        return labelPrinters.stream()
                .filter(p -> p.model().equals(model))
                .findFirst()
                .orElseThrow(() ->
                        unknown(
                                model,
                                labelPrinters.stream().map(LabelPrinterProfile::model).toList()));
    }

    private static IllegalArgumentException unknown(String model, List<String> known) {
        return new IllegalArgumentException("no profile for " + model + ", known are " + known);
    }
}

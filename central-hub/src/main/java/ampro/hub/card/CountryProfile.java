package ampro.hub.card;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is one country's own about its card: names, languages, dates, categories and the ages for
/// them, colours. Data, so that a country is a file and not a branch in the program.
///
/// - `code`: ISO 3166-1 alpha-3; the demo's is one of the codes that ISO leaves to users
/// - `sign`: the distinguishing sign of road traffic, one to three letters
/// - `categories`: in the order of the table on the back; the ages are law, to be confirmed
/// - `restrictions`: the codes of field 12 that this country uses, with their meaning
public record CountryProfile(
        String code,
        String sign,
        String name,
        String title,
        String titleFrench,
        String titleNational,
        String authority,
        String dateFormat,
        int validityYears,
        List<CategoryLaw> categories,
        Map<String, String> restrictions,
        Fields fields,
        List<String> explanation,
        Colours colours) {

    /// - `printed`: the country's own spelling, such as EB for BE
    public record CategoryLaw(Category category, String printed, int minimumAge) {}

    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /// The elements that the standard leaves to the country.
    public record Fields(
            Presence birthPlace,
            Presence administrativeNumber,
            Presence signature,
            Presence address) {}

    /// As `#rrggbb`. From, middle and to are the ground's, left to right; the lines are the
    /// guilloche's; the ink is that of title, sign and small numerals.
    public record Colours(
            String from, String middle, String to, String ink, String lineWarm, String lineCool) {}

    /// The demo's country, which does not exist.
    public static CountryProfile load() {
        try (InputStream in = CountryProfile.class.getResourceAsStream("country-xrm.json")) {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in, CountryProfile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("country-xrm.json is part of this program", e);
        }
    }

    public Optional<CategoryLaw> law(Category category) {
        return categories.stream().filter(law -> law.category() == category).findFirst();
    }

    /// Valid up to and including this day.
    public LocalDate expiry(LocalDate issued) {
        return issued.plusYears(validityYears).minusDays(1);
    }

    public String date(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern(dateFormat, Locale.ROOT));
    }
}

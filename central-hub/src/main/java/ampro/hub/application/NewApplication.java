package ampro.hub.application;

import ampro.hub.web.Outcome.FieldError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `POST /api/v1/applications` takes. `portrait` is a JPEG or PNG in Base64; `type` is new
/// when left out.
public record NewApplication(
        @Nullable String type,
        @Nullable String site,
        @Nullable String surname,
        @Nullable String givenNames,
        @Nullable String birthDate,
        @Nullable String birthPlace,
        @Nullable String sex,
        @Nullable List<String> address,
        @Nullable List<String> categories,
        @Nullable List<String> restrictions,
        @Nullable String portrait,
        @Nullable String signature) {
    static final Set<String> TYPES =
            Set.of("new", "renewal", "replacement", "upgrade", "conversion");

    /// ISO/IEC 18013-1 elements 1 and 2: longer names do not fit the card's field.
    static final int NAME_CHARACTERS_MAX = 36;

    static final int LINES_MAX = 5;
    static final int LINE_CHARACTERS_MAX = 60;

    /// Everything that is wrong with the words; the portrait is looked at apart.
    List<FieldError> errors(LocalDate today, Set<String> knownCategories) {
        List<FieldError> errors = new ArrayList<>();
        if (!TYPES.contains(typeOrNew())) {
            errors.add(new FieldError("type", "is one of " + String.join(", ", sorted(TYPES))));
        }
        require(errors, "site", site, 8);
        require(errors, "surname", surname, NAME_CHARACTERS_MAX);
        require(errors, "givenNames", givenNames, NAME_CHARACTERS_MAX);
        errors.addAll(birthDateErrors(today));
        if (birthPlace != null && birthPlace.length() > LINE_CHARACTERS_MAX) {
            errors.add(tooLong("birthPlace", LINE_CHARACTERS_MAX));
        }
        if (sex != null && !Set.of("F", "M", "X").contains(sex)) {
            errors.add(new FieldError("sex", "is F, M or X"));
        }
        lines(errors, "address", address);
        lines(errors, "restrictions", restrictions);
        errors.addAll(categoryErrors(knownCategories));
        if (portrait == null || portrait.isBlank()) {
            errors.add(new FieldError("portrait", "is missing"));
        }
        return errors;
    }

    String typeOrNew() {
        return type == null ? "new" : type;
    }

    private List<FieldError> birthDateErrors(LocalDate today) {
        if (birthDate == null) {
            return List.of(new FieldError("birthDate", "is missing"));
        }
        try {
            LocalDate date = LocalDate.parse(birthDate);
            return !date.isBefore(today) || date.isBefore(today.minusYears(120))
                    ? List.of(new FieldError("birthDate", "is not a living person's"))
                    : List.of();
        } catch (DateTimeException e) {
            return List.of(new FieldError("birthDate", "is a date such as 1991-03-14"));
        }
    }

    private List<FieldError> categoryErrors(Set<String> known) {
        if (categories == null || categories.isEmpty()) {
            return List.of(new FieldError("categories", "names at least one category"));
        }
        if (new HashSet<>(categories).size() < categories.size()) {
            return List.of(new FieldError("categories", "names a category twice"));
        }
        return categories.stream()
                .filter(code -> !known.contains(code))
                .map(code -> new FieldError("categories", code + " is not a category"))
                .toList();
    }

    private static void require(
            List<FieldError> errors, String field, @Nullable String value, int charactersMax) {
        if (value == null || value.isBlank()) {
            errors.add(new FieldError(field, "is missing"));
        } else if (value.length() > charactersMax) {
            errors.add(tooLong(field, charactersMax));
        }
    }

    private static FieldError tooLong(String field, int charactersMax) {
        return new FieldError(field, "has at most " + charactersMax + " characters");
    }

    private static void lines(List<FieldError> errors, String field, @Nullable List<String> lines) {
        if (lines != null
                && (lines.size() > LINES_MAX
                        || lines.stream()
                                .anyMatch(l -> l == null || l.length() > LINE_CHARACTERS_MAX))) {
            errors.add(
                    new FieldError(
                            field,
                            "has at most %d entries of %d characters"
                                    .formatted(LINES_MAX, LINE_CHARACTERS_MAX)));
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}

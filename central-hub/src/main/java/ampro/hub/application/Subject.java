package ampro.hub.application;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What must be verified, with who and when, before an application can be approved.
public enum Subject {
    DOCUMENTS,
    MEDICAL,
    PAYMENT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Subject> of(String code) {
        return Arrays.stream(values()).filter(s -> s.code().equals(code)).findFirst();
    }
}

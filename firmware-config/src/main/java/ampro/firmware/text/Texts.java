package ampro.firmware.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/// One bundle in one language. A missing key is a programmer's error and throws; a test compares
/// the languages' keys.
public final class Texts {
    /// Languages that are complete; anything else is answered in English.
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

    private final ResourceBundle bundle;
    private final Locale language;

    private Texts(ResourceBundle bundle, Locale language) {
        this.bundle = bundle;
        this.language = language;
    }

    public static Texts of(String bundle, Locale language) {
        Locale spoken = LANGUAGES.contains(language) ? language : Locale.ENGLISH;
        return new Texts(
                ResourceBundle.getBundle(
                        bundle,
                        spoken,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES)),
                spoken);
    }

    /// The text of this key with its `{0}`, `{1}` … filled in (java.text.MessageFormat).
    public String say(String key, Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, language).format(values);
    }

    public Set<String> keys() {
        return bundle.keySet();
    }

    public Locale language() {
        return language;
    }
}

package io.tidegate.server.console.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language of the console. */
public enum Language {
    ENGLISH("en", "English"),
    CHINESE("zh", "中文"),
    JAPANESE("ja", "日本語");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** As HTML and HTTP name it (BCP 47). */
    public String tag() {
        return tag;
    }

    /** Its name in itself. */
    public String ownName() {
        return ownName;
    }

    public static Optional<Language> of(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst();
    }

    /** The one a browser likes best, from its {@code Accept-Language} (RFC 9110 section 12.5.4); English if it likes none. */
    public static Language preferred(String acceptLanguage) {
        List<Locale.LanguageRange> ranges;
        try {
            ranges = acceptLanguage.isBlank() ? List.of() : Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return ENGLISH; // no list of languages: nothing is preferred
        }
        return ranges.stream()
                .map(range -> range.getRange().split("-", -1)[0])
                .flatMap(tag -> of(tag).stream())
                .findFirst()
                .orElse(ENGLISH);
    }
}

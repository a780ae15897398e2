package io.tidegate.server.console.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * The texts of one language, by key. {@code {0}}, {@code {1}} … stand for what is told with them. A key that is not there is a
 * mistake of whoever wrote the page.
 */
public final class Texts {
    private static final String FOLDER = "/io/tidegate/server/console/text/";
    private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

    static {
        Arrays.stream(Language.values()).forEach(language -> ALL.put(language, read(language)));
    }

    private final Language language;
    private final Properties texts;

    private Texts(Language language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    public static Texts in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    public Language language() {
        return language;
    }

    /** @throws IllegalArgumentException for a key that is not there */
    public String get(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("there is no text " + key + " in " + language.tag());
        }
        for (int argument = 0; argument < arguments.length; argument++) {
            text = text.replace("{" + argument + "}", String.valueOf(arguments[argument]));
        }
        return text;
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    private static Texts read(Language language) {
        String file = FOLDER + "texts_" + language.tag() + ".properties";
        Properties texts = new Properties();
        try (InputStream bytes = Texts.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException(file + " is missing");
            }
            texts.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Texts(language, texts);
    }
}

package io.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the manual that is made from the code. The test that owns it fails when the page in {@code docs/} is not what
 * the code says; {@code -Dtidegate.rewrite=true} writes it instead.
 */
public final class GeneratedPage {
    private static final Path DOCS = Path.of(System.getProperty("basedir", "."), "..", "docs");

    private GeneratedPage() {}

    /** Compares or rewrites {@code docs/<name>}. */
    public static void assertCurrent(String name, String text) {
        Path page = DOCS.resolve(name);
        try {
            if (Boolean.getBoolean("tidegate.rewrite")) {
                Files.createDirectories(DOCS);
                Files.writeString(page, text);
            }
            assertThat(page).exists();
            assertThat(Files.readString(page))
                    .as("docs/%s; rewrite it with -Dtidegate.rewrite=true", name)
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text as the cell of a Markdown table. */
    public static String cell(String text) {
        return text.replace("|", "\\|");
    }
}

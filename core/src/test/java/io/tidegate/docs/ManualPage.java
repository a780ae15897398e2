package io.tidegate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of the manual that is written by hand, for tests that hold it against the code.
 *
 * @param text the page, or a section of it
 */
public record ManualPage(String text) {
    private static final Path DOCS = Path.of(System.getProperty("basedir", "."), "..", "docs");

    /** Reads {@code docs/<name>}. */
    public static ManualPage read(String name) {
        try {
            return new ManualPage(Files.readString(DOCS.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fenced blocks of a language. */
    public List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** From the heading that begins like this to the next one of any level. */
    public ManualPage section(String heading) {
        int start = text.indexOf("\n" + heading);
        int end = text.indexOf("\n#", start + 1);
        return new ManualPage(text.substring(start, end < 0 ? text.length() : end));
    }

    /** The rows of all tables. */
    public List<String> rows() {
        return text.lines().filter(line -> line.startsWith("| ")).toList();
    }

    /** The cells of all tables but those of the first column. */
    public List<String> cells() {
        return rows().stream()
                .flatMap(row -> Arrays.stream(row.split(" \\| ")).skip(1))
                .toList();
    }
}

package io.tidegate.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/formats}. What an encoder writes stands there between {@code <!-- sample: name -->} and
 * {@code <!-- end -->}; with {@code -Dtidegate.rewrite=true} it is printed anew.
 */
public final class FormatDocument {
    private static final Pattern SAMPLE =
            Pattern.compile("<!-- sample: (\\w+) -->\n(.*?)<!-- end -->\n", Pattern.DOTALL);

    private final Path file;

    public FormatDocument(String name) {
        file = Path.of("..", "docs", "formats", name);
    }

    /** The page has these samples and no others; each is Markdown that ends with a line break. */
    public void requireSamples(Map<String, String> samples) throws IOException {
        String document = Files.readString(file, UTF_8);
        String expected = SAMPLE.matcher(document)
                .replaceAll(match -> Matcher.quoteReplacement(
                        "<!-- sample: " + match.group(1) + " -->\n" + samples.get(match.group(1)) + "<!-- end -->\n"));
        if (Boolean.getBoolean("tidegate.rewrite")) {
            Files.writeString(file, expected, UTF_8);
        }
        assertThat(SAMPLE.matcher(document).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(samples.keySet());
        assertThat(Files.readString(file, UTF_8)).isEqualTo(expected);
    }

    /**
     * A block of JSON.
     *
     * @param depth objects and arrays nested this deep have a line for each of their members; the message is the first
     */
    public static String json(String text, int depth) {
        StringBuilder lines = new StringBuilder("```json\n");
        int open = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inString = !inString;
            }
            boolean opens = !inString && (c == '{' || c == '[');
            boolean closes = !inString && (c == '}' || c == ']');
            if (closes && open-- <= depth) {
                lines.append('\n').append("  ".repeat(open));
            }
            lines.append(c);
            if (c == '\\') {
                lines.append(text.charAt(++i));
            } else if (opens) {
                open++;
            }
            if ((opens || (c == ',' && !inString)) && open <= depth) {
                lines.append('\n').append("  ".repeat(open));
            }
        }
        return lines.append("\n```\n").toString();
    }
}

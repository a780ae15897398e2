package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The consumer in docs/large-messages.md is the one that the tests use; {@code -Dtidegate.rewrite=true} prints it anew. */
class LargeMessagesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "large-messages.md");
    private static final Path READER = Path.of("src/test/java/io/tidegate/cli/LargeMessageReader.java");
    private static final Pattern CODE =
            Pattern.compile("<!-- code: LargeMessageReader -->\n.*?<!-- end -->", Pattern.DOTALL);
    private static final Pattern SHOWN = Pattern.compile(" *// docs: begin\n(.*) *// docs: end", Pattern.DOTALL);

    @Test
    void theConsumerOfThePageIsTheOneThatIsTested() throws IOException {
        Matcher shown = SHOWN.matcher(Files.readString(READER));
        assertThat(shown.find()).isTrue();
        String code = "<!-- code: LargeMessageReader -->\n```java\n"
                + shown.group(1).stripIndent().stripTrailing() + "\n```\n<!-- end -->";
        String page = Files.readString(PAGE);
        String expected = CODE.matcher(page).replaceFirst(Matcher.quoteReplacement(code));
        if (Boolean.getBoolean("tidegate.rewrite")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected).contains("static JsonNode read(byte[] value");
    }
}

package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "metrics.md");

    @Test
    void thePageInTheManualIsWhatTheCatalogueSays() throws IOException {
        if (Boolean.getBoolean("tidegate.rewrite")) {
            Files.writeString(PAGE, MetricsPage.text());
        }
        assertThat(PAGE).as("rewrite it with -Dtidegate.rewrite=true").hasContent(MetricsPage.text());
    }
}

package io.tidegate.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.ScriptedConnectors;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterPagesTest {
    @Test
    void aClusterTellsWhatHoldsThere(@TempDir Path directory) throws Exception {
        try (ConsoleSite site = new ConsoleSite(directory, new ScriptedConnectors())) {
            HttpResponse<String> findings = site.admin().get("/clusters/shop/findings");
            assertThat(findings.statusCode()).isEqualTo(200);
            assertThat(findings.body()).contains("it answers").doesNotContain("What to do");
        }
    }
}

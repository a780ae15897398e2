package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
    @Test
    void itSaysThatItIsReadyAndShowsItsMetricsToWhoHasAToken(@TempDir Path directory) {
        try (RunningServer server = RunningServer.start(directory)) {
            assertThat(server.admin().json("GET", "/readyz", "").path("ready").asBoolean())
                    .isTrue();
            HttpResponse<String> metrics = server.admin().ask("GET", "/metrics", "");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("ticdc_owner_ownership_counter");
        }
    }
}

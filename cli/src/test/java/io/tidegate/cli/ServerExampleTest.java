package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.ServerSettings;
import io.tidegate.server.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The configuration file of the distribution; what could be a setting in it has no space behind its {@code #}. */
class ServerExampleTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("basedir", "."), "src", "dist", "conf", "tidegate.toml");

    @Test
    void saysNothingButTheDefaultsAsItIs() throws IOException {
        assertThat(ServerSettings.read(EXAMPLE)).isEqualTo(ServerSettings.defaults());
    }

    @Test
    void hasOnlySettingsThatThereAre() throws IOException {
        ServerSettings all = ServerSettings.parse(Files.readString(EXAMPLE).replaceAll("(?m)^#(?! )", ""));

        assertThat(all.listen().tls()).isNotNull();
        assertThat(all.listen().publicUrl()).hasToString("https://tidegate.example");
        assertThat(all.fileRoots()).containsExactly(Path.of("/etc/tidegate/files"));
        assertThat(all.maxChangefeedsPerCluster())
                .isEqualTo(ServerSettings.defaults().maxChangefeedsPerCluster());
        assertThat(all.anonymousMetrics()).isFalse();
        assertThat(Objects.requireNonNull(all.oidc()).roles())
                .containsEntry("platform-team", Role.ADMIN)
                .hasSize(2);
    }
}

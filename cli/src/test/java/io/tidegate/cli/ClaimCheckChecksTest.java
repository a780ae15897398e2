package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimCheckChecksTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"canal-json&enable-tidb-extension=true", "open-protocol", "simple"})
    void aDirectoryThatCanBeWrittenPassesAndStaysAsItWas(String protocol) throws IOException {
        Check check = check(protocol, directory);
        assertThat(check.status()).isEqualTo(Status.PASS);
        assertThat(check.code()).isEqualTo("L001");
        assertThat(check.subject()).isEqualTo("file://" + directory);
        assertThat(check.text()).isEqualTo("can be written");
        assertThat(filesOf(directory)).isEmpty();
    }

    @Test
    void aDirectoryThatCanBeMadePassesAndIsNotMade() throws IOException {
        Check check = check("simple", directory.resolve("a/b"));
        assertThat(check.status()).isEqualTo(Status.PASS);
        assertThat(check.text()).startsWith("is missing and can be made");
        assertThat(filesOf(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "file/below"})
    void whatIsNoDirectoryFailsWithTheRemedy(String path) throws IOException {
        Files.createFile(directory.resolve("file"));
        Check check = check("simple", directory.resolve(path));
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.text()).contains(directory.resolve(path).toString());
        assertThat(check.remedy()).contains("claim-check-storage-uri");
    }

    @Test
    void withoutClaimChecksNothingIsChecked() {
        assertThat(checks("simple", "")).isEmpty();
    }

    private static Check check(String protocol, Path directory) {
        List<Check> found = checks(
                protocol,
                "[sink.kafka-config.large-message-handle]\nlarge-message-handle-option = 'claim-check'\n"
                        + "claim-check-storage-uri = 'file://" + directory + "/'");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Check> checks(String protocol, String toml) {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse("kafka://h:9092/t?protocol=" + protocol), ChangefeedConfig.parse(toml));
        return new Wiring("check", config, ZoneOffset.UTC).formatChecks(List.of("t"));
    }

    private static List<Path> filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}

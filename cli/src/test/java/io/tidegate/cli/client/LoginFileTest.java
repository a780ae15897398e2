package io.tidegate.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.Secret;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the tokens of logins are kept. */
class LoginFileTest {
    @TempDir
    private Path home;

    @Test
    void eachServerHasATokenOfItsOwnAndTheNewestCounts() {
        LoginFile file = file();
        assertThat(file.token("http://a:1")).isNull();
        file.keep("http://a:1", "t1", new Secret("one"));
        file.keep("http://b:1", "t2", new Secret("two"));
        file.keep("http://a:1", "t3", new Secret("three"));
        assertThat(file.token("http://a:1")).isEqualTo(new Secret("three"));
        assertThat(file.tokenId("http://a:1")).isEqualTo("t3");
        file.forget("http://a:1");
        assertThat(file.token("http://a:1")).isNull();
        assertThat(file.token("http://b:1")).isEqualTo(new Secret("two"));
    }

    @Test
    void nobodyElseCanReadTheFileAndNoDraftStays() throws IOException {
        file().keep("http://a:1", "t1", new Secret("one"));
        Path directory = home.resolve("config");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("tokens.json"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aDamagedFileIsRefusedWithoutQuotingIt() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/tokens.json"), "{\"http://a:1\": {\"token\": \"geheim\"");
        assertThatThrownBy(() -> file().token("http://a:1"))
                .isInstanceOf(TidegateException.class)
                .hasMessageContaining("tokens.json")
                .hasMessageNotContaining("geheim")
                .hasNoCause();
    }

    private LoginFile file() {
        return LoginFile.of(new Surroundings(
                Map.of(),
                home.resolve("config"),
                InstantSource.system(),
                ZoneOffset.UTC,
                false,
                () -> null,
                () -> null));
    }
}

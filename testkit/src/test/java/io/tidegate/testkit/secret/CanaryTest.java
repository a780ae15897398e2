package io.tidegate.testkit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTest {
    private final Canary canary = new Canary(1);

    @Test
    void aSecretIsHeardHoweverItIsWritten() {
        String secret = canary.plant("password");
        for (String before : new String[] {"", "u:", "user:", "login=name:"}) {
            String text = before + secret + "@host";
            heard(text);
            heard(URLEncoder.encode(text, StandardCharsets.UTF_8));
            heard(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
        heard("cut off: " + secret.substring("canary/".length()));
        assertThatCode(() -> canary.assertSilent("here", "******")).doesNotThrowAnyException();
    }

    private void heard(String text) {
        assertThatThrownBy(() -> canary.assertSilent("here", text))
                .as(text)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("password");
    }

    @Test
    void filesAreSearched(@TempDir Path directory) throws Exception {
        String secret = canary.plant("password");
        canary.assertSilent(directory);
        Files.writeString(directory.resolve("state"), "\u0000" + secret);
        assertThatThrownBy(() -> canary.assertSilent(directory)).hasMessageContaining("state");
    }

    @Test
    void placesOfSecretsAreFoundInASchema() throws Exception {
        JsonNode schema = new ObjectMapper().readTree("""
                {"properties": {"sink": {"properties": {"password": {"format": "password"}, "user": {},
                 "list": {"items": {"properties": {"url": {"format": "uri"}}}}}}}}""");
        assertThat(Canary.placesOf(schema, "password")).containsExactly("sink.password");
        assertThat(Canary.placesOf(schema, "uri")).containsExactly("sink.list[].url");
    }
}

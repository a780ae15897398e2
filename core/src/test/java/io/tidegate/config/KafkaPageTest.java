package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/kafka.md tells a reader to write is what the configuration reads. */
class KafkaPageTest {
    private static final Path PAGE = Path.of("..", "docs", "kafka.md");

    @Test
    void everyRecipeResolvesToTheLoginItIsFor() throws IOException {
        Map<String, ResolvedConfig> recipes = recipes();
        assertThat(recipes).hasSize(9);
        recipes.forEach((title, config) -> {
            assertThat(config.warnings()).as(title).isEmpty();
            assertThat(config.kafka().tls().enabled()).as(title).isTrue();
            SaslConfig sasl = config.kafka().sasl();
            String mechanism = sasl == null ? "TLS" : sasl.mechanismName();
            assertThat(title).contains(mechanism.startsWith("SCRAM") ? "SCRAM" : mechanism);
        });
        TlsConfig mutual = recipes.get("Mutual TLS").kafka().tls();
        assertThat(mutual.certificate()).hasToString("/etc/tidegate/cdc.pem");
        assertThat(recipes.get("TLS under another name").kafka().tls().serverName())
                .isEqualTo("broker.kafka.internal");
        assertThat(recipes.get("SASL OAUTHBEARER").kafka().sasl())
                .isInstanceOfSatisfying(SaslConfig.OAuth.class, oauth -> assertThat(oauth.ca())
                        .hasToString("/etc/tidegate/idp-ca.pem"));
        assertThat(recipes.get("SASL GSSAPI (Kerberos) with a keytab").kafka().sasl())
                .isInstanceOfSatisfying(SaslConfig.Kerberos.class, kerberos -> assertThat(kerberos.principal())
                        .isEqualTo("cdc@EXAMPLE.COM"));
    }

    @Test
    void theClientPropertiesAreAllowed() throws IOException {
        String section = Files.readString(PAGE)
                .split("## Settings of the Kafka client")[1]
                .split("\n## ")[0];
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse("kafka://h:1/t?protocol=canal-json"), ChangefeedConfig.parse(toml(section)));
        assertThat(config.kafka().clientProperties())
                .containsEntry("linger.ms", "20")
                .hasSize(2);
    }

    @Test
    void theSinkUriOfTheCheckIsOne() throws IOException {
        String text = Files.readString(PAGE);
        String uri = text.split("tidegate check --sink-uri '")[1].split("'")[0];
        assertThat(SinkUri.parse(uri).warnings()).isEmpty();
    }

    /** The sections with a sink URI, by title. */
    private static Map<String, ResolvedConfig> recipes() throws IOException {
        Map<String, ResolvedConfig> recipes = new LinkedHashMap<>();
        for (String section : Files.readString(PAGE).split("\n## ")[1].split("\n### ")) {
            List<String> uris = indented(section).stream()
                    .filter(line -> line.startsWith("kafka://"))
                    .toList();
            if (!uris.isEmpty()) {
                String title = section.lines().findFirst().orElseThrow();
                assertThat(uris).as(title).hasSize(1);
                recipes.put(
                        title,
                        ResolvedConfig.resolve(SinkUri.parse(uris.get(0)), ChangefeedConfig.parse(toml(section))));
            }
        }
        return recipes;
    }

    private static String toml(String section) {
        List<String> lines = new ArrayList<>(indented(section));
        lines.removeIf(line -> line.startsWith("kafka://"));
        return String.join("\n", lines);
    }

    private static List<String> indented(String section) {
        return section.lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
    }
}

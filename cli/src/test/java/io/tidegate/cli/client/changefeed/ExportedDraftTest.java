package io.tidegate.cli.client.changefeed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.ClientShell;
import io.tidegate.cli.Ending;
import io.tidegate.cli.client.ScriptedServer;
import io.tidegate.server.console.draft.ChangefeedForm;
import io.tidegate.server.console.draft.Draft;
import io.tidegate.server.console.draft.DraftExport;
import io.tidegate.server.console.draft.SpecificationForm;
import io.tidegate.server.console.draft.TargetForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the console writes down for a shell is what a shell can run. */
@Timeout(60)
class ExportedDraftTest {
    private static final Map<String, List<String>> TARGET = Map.of(
            "brokers", List.of("a.example:9092, b.example:9092"),
            "tls", List.of("on"),
            "authentication", List.of("SCRAM_SHA_512"),
            "user", List.of("c'd c"),
            "password", List.of("geheim"));
    private static final Map<String, List<String>> CHANGEFEED = Map.of(
            "rules", List.of("shop.*", "!shop.`a'b $x`"),
            "event-filters.0.matcher", List.of("shop.*"),
            "event-filters.0.ignore-sql", List.of("^DROP\\s+\"x\""),
            "partitions.0.matcher", List.of("*.*"),
            "partitions.0.dispatcher", List.of("table"),
            "default-topic", List.of("shop"),
            "start", List.of("TIME"),
            "start-time", List.of("2026-05-01T08:00:00Z"),
            "time-zone", List.of("Europe/Berlin"));
    private static final Map<String, List<String>> SPECIFICATION =
            Map.of("rcu", List.of("8"), "name", List.of("Bob's \"$HOME\" Käufe `x`"), "id", List.of("orders"));

    @TempDir
    private Path home;

    @Test
    void theCommandAndTheCallAskForTheSame() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answer("POST /api/v2/changefeeds", 200, "{\"id\":\"orders\"}");
            DraftExport export = DraftExport.of(draft(), "shop", server.url());
            Path file = Files.writeString(home.resolve("changefeed.toml"), export.file());
            String[] words = words(export.command(), "tidegate").stream()
                    .map(word -> word.equals("changefeed.toml") ? file.toString() : word)
                    .toArray(String[]::new);

            Ending ending = new ClientShell(home)
                    .variable("TIDEGATE_SASL_PASSWORD", "geheim")
                    .run(words);

            assertThat(ending.err()).doesNotContain("error");
            assertThat(ending.status()).isZero();
            assertThat(server.requests()).hasSize(1);
            assertThat(json(server.requests().get(0).body()))
                    .isEqualTo(called(words(export.call(), "curl"), server.url()));
        }
    }

    private static Draft draft() {
        Draft initial = Draft.INITIAL;
        return initial.with(TargetForm.read(TARGET, initial.target()))
                .with(ChangefeedForm.read(CHANGEFEED, initial.changefeed()))
                .with(SpecificationForm.read(SPECIFICATION, initial.specification()));
    }

    /** What the words of curl send, once the password is written in place of the mask. */
    private static JsonNode called(List<String> words, String server) throws IOException {
        assertThat(words.get(0)).isEqualTo(server + "/api/v2/changefeeds");
        String body = words.get(words.indexOf("-d") + 1);
        assertThat(body).doesNotContain("geheim");
        ObjectNode json = (ObjectNode) json(body.replace("******", "geheim"));
        json.withObjectProperty("tidegate").put("paused", false);
        return json;
    }

    /** The words that a shell hands to a program. */
    private List<String> words(String script, String program) throws Exception {
        Path output = home.resolve(program + ".words");
        Process shell =
                new ProcessBuilder("sh", "-s").redirectOutput(output.toFile()).start();
        String all = program + "() { printf '%s\\0' \"$@\"; }\n" + script;
        try (var input = shell.getOutputStream()) {
            input.write(all.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();
        return List.of(Files.readString(output).split("\0"));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}

package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.cli.client.ApiClient;
import io.tidegate.cli.client.SecretFile;
import io.tidegate.cli.client.SecretPrompt;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a changefeed sends, where and how: the options of {@code cdc cli changefeed create}. Files are read here, not on the
 * server, and what is wrong in them is said before the server is asked.
 */
final class SinkOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Changefeed configuration, TiCDC's TOML. Files that it names are the server's.")
    private @Nullable Path config;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "Schema registry of Avro, as schema-registry in the file.")
    private @Nullable String schemaRegistry;

    @Option(
            names = "--sasl-password-file",
            paramLabel = "FILE",
            description = "File with the SASL password for Kafka (default: TIDEGATE_SASL_PASSWORD).")
    private @Nullable Path saslPasswordFile;

    static final String LEAVES_OUT_KEYLESS = "ignore_ineligible_table";

    private static final Secret MASK = new Secret("******");

    private final SecretPrompt secrets;

    SinkOptions(Surroundings surroundings) {
        this.secrets = new SecretPrompt(surroundings);
    }

    /** Whether any of them is given. */
    boolean given() {
        return config != null || schemaRegistry != null || saslPasswordFile != null;
    }

    /**
     * {@code replica_config} of a new changefeed as the options say it, secrets in it.
     *
     * @param err is told of settings that have not the effect one may expect
     */
    ObjectNode replicaConfig(PrintWriter err) {
        ObjectNode json =
                config == null ? ApiClient.object() : read(config, err).writtenJson();
        addTo(json, schemaRegistry, password(err));
        return json;
    }

    /**
     * Puts into a request what {@code replica_config} becomes: what the file says or, without one, what it is now; and what is
     * given beside it.
     *
     * @param present {@code replica_config} as the server shows it
     * @param uri the sink URI in force then, secrets may be masked
     */
    void change(ObjectNode request, JsonNode present, String uri, UpdateDiff diff, PrintWriter err) {
        Path file = config;
        ObjectNode sent = file == null ? present.deepCopy() : read(file, err).writtenJson();
        JsonNode shown;
        if (file == null) {
            Secret password = saslPasswordFile == null ? null : SecretFile.read(saslPasswordFile);
            ObjectNode masked = sent.deepCopy();
            addTo(masked, schemaRegistry == null ? null : SinkUri.mask(schemaRegistry), password == null ? null : MASK);
            addTo(sent, schemaRegistry, password);
            shown = masked;
        } else {
            addTo(sent, schemaRegistry, password(err));
            keepAgreement(present, sent);
            shown = ChangefeedConfig.ofJson(sent).json(SinkUri.parse(uri));
        }
        request.set("replica_config", sent);
        diff.config(present, sent, shown);
    }

    /** That tables without a key are left out was agreed to when the changefeed was created; a file seldom says it. */
    private static void keepAgreement(JsonNode present, ObjectNode sent) {
        if (!sent.has(LEAVES_OUT_KEYLESS) && present.path(LEAVES_OUT_KEYLESS).asBoolean()) {
            sent.put(LEAVES_OUT_KEYLESS, true);
        }
    }

    private static ChangefeedConfig read(Path file, PrintWriter err) {
        ChangefeedConfig read = ChangefeedConfig.read(file);
        read.warnings().forEach(warning -> err.println("warning " + warning));
        err.flush();
        return read;
    }

    private @Nullable Secret password(PrintWriter err) {
        return secrets.find(saslPasswordFile, "TIDEGATE_SASL_PASSWORD", null, err);
    }

    private static void addTo(ObjectNode replicaConfig, @Nullable String registry, @Nullable Secret password) {
        if (registry != null) {
            replicaConfig.withObjectProperty("sink").put("schema_registry", registry);
        }
        if (password != null) {
            ObjectNode kafka = replicaConfig.withObjectProperty("sink").withObjectProperty("kafka_config");
            password.reveal(text -> kafka.put("sasl_password", text));
        }
    }
}

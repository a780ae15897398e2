package io.tidegate.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The configuration of a changefeed, as TiCDC v8.5 has it: a file in TOML, or the {@code replica_config} of its API v2 in
 * JSON, both with our own keys under {@code tidegate}. Each key is known and its value checked on its own; what they mean
 * together with the sink URI is {@link ResolvedConfig}'s to decide.
 */
public final class ChangefeedConfig {
    private static final TomlMapper TOML = new TomlMapper();

    private final SettingValues values;
    private final Map<String, List<SettingValues>> tables;
    private final List<ConfigWarning> warnings;
    private final Spelling spelling;
    private final boolean isWritten;

    private ChangefeedConfig(ConfigTree tree, boolean isWritten) {
        this.isWritten = isWritten;
        this.values = tree.values();
        this.tables = tree.tables();
        this.warnings = tree.warnings();
        this.spelling = tree.spelling();
    }

    /** The configuration of a changefeed without a file: all defaults. */
    public static ChangefeedConfig empty() {
        return new ChangefeedConfig(ofFile(""), false);
    }

    /**
     * Reads a file.
     *
     * @throws TidegateException CONFIG_UNREADABLE, and what {@link #parse} throws
     */
    public static ChangefeedConfig read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new TidegateException(ErrorCode.CONFIG_UNREADABLE, file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.CONFIG_UNREADABLE, file + ": " + e, e);
        }
        return parse(text);
    }

    /**
     * Reads the text of a file.
     *
     * @throws TidegateException CONFIG_UNREADABLE when it is not TOML, CONFIG_UNKNOWN_KEY for a key that does not exist,
     *     CONFIG_INVALID_VALUE or the key's own code for a value that is not allowed
     */
    public static ChangefeedConfig parse(String toml) {
        return new ChangefeedConfig(ofFile(toml), true);
    }

    /**
     * Reads {@code replica_config}. Keys are those of TiCDC's API, durations nanoseconds or text as Go writes it; a null is
     * no value. Unlike there an unknown key is an error.
     *
     * @throws TidegateException CONFIG_UNKNOWN_KEY for a key that does not exist, CONFIG_INVALID_VALUE or the key's own code
     *     for a value that is not allowed; {@link TidegateException#field} names the place
     */
    public static ChangefeedConfig ofJson(JsonNode replicaConfig) {
        return ofJson(replicaConfig, new KeptSecrets(null));
    }

    /**
     * Reads {@code replica_config} that was made from what {@link #json} shows: a secret that is {@code ******} keeps the value
     * it has. Only for a changefeed that goes on sending to the same brokers, since that is whom its secrets are for.
     *
     * @param previous the configuration whose secrets stay
     * @throws TidegateException what {@link #ofJson(JsonNode)} throws, and CONFIG_INVALID_VALUE for a mask that stands for
     *     nothing
     */
    public static ChangefeedConfig ofJson(JsonNode replicaConfig, ChangefeedConfig previous) {
        return ofJson(replicaConfig, new KeptSecrets(previous.values));
    }

    private static ChangefeedConfig ofJson(JsonNode replicaConfig, KeptSecrets secrets) {
        if (!replicaConfig.isObject()) {
            throw new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, "the configuration is not an object");
        }
        return new ChangefeedConfig(
                ConfigTree.read(replicaConfig, SettingCatalogue.all().json(), secrets), true);
    }

    /**
     * The whole configuration in the shape of TiCDC's {@code replica_config}: what was written and the defaults of what was
     * not, durations in nanoseconds, secrets as {@code ******}. As there, {@code sink.kafka_config} has no defaults, because the
     * sink URI may say otherwise.
     */
    public ObjectNode json() {
        return ConfigPrinter.full(values, tables);
    }

    /** The same with what the sink URI says in place of the keys of {@code sink} that it can have too. */
    public ObjectNode json(SinkUri uri) {
        return ConfigPrinter.full(ConfigPrinter.overridden(values, uri), tables);
    }

    /** What was written, no defaults, <em>with its secrets</em>: for a store that seals it. {@link #ofJson(JsonNode)} reads it. */
    public ObjectNode writtenJson() {
        return ConfigPrinter.written(values, tables);
    }

    /** What {@link #ofJson(JsonNode)} takes and {@link #json} shows, in JSON Schema as OpenAPI 3.1 has it. */
    public static ObjectNode jsonSchema() {
        return ConfigSchema.of(SettingCatalogue.all());
    }

    /** {@code filter.rules}: which tables. */
    public List<String> filterRules() {
        return values.texts(FilterSettings.RULES);
    }

    /** Whether rules tell upper case from lower case. */
    public boolean caseSensitive() {
        return values.flag(FeedSettings.CASE_SENSITIVE);
    }

    /** When both sides count as equal. */
    public SyncedStatusConfig syncedStatus() {
        return new SyncedStatusConfig(
                Duration.ofSeconds(values.whole(FeedSettings.SYNCED_CHECK_INTERVAL)),
                Duration.ofSeconds(values.whole(FeedSettings.SYNCED_CHECKPOINT_INTERVAL)));
    }

    /** What is accepted but has no effect, such as keys of other versions of TiCDC. */
    public List<ConfigWarning> warnings() {
        return warnings;
    }

    /** The name of a setting as the writer of this configuration knows it. */
    String nameOf(Setting setting) {
        return spelling.of(setting.name());
    }

    /** How its keys are written. */
    Spelling spelling() {
        return spelling;
    }

    /** Whether somebody wrote a configuration, even an empty one. */
    boolean isWritten() {
        return isWritten;
    }

    /** The values outside of lists of tables. */
    SettingValues values() {
        return values;
    }

    /** The entries of a list of tables, by its path without brackets; empty if there are none. */
    List<SettingValues> tables(String path) {
        return tables.getOrDefault(path, List.of());
    }

    /** All entries of all lists of tables. */
    List<SettingValues> tables() {
        return tables.values().stream().flatMap(List::stream).toList();
    }

    private static ConfigTree ofFile(String toml) {
        return ConfigTree.read(tree(toml), SettingCatalogue.all().file(), new KeptSecrets(null));
    }

    private static JsonNode tree(String toml) {
        try {
            return TOML.readTree(toml);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : "near line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            // The parser's exception quotes the text around the error, which may be a password.
            throw new TidegateException(
                    ErrorCode.CONFIG_UNREADABLE, where + "this is not TOML, or a key is written twice");
        }
    }
}

package io.tidegate.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A changefeed configuration file of TiCDC v8.5 in TOML, with our own keys under {@code [tidegate]}. Each key is known
 * and its value checked on its own; what they mean together with the sink URI is {@link ResolvedConfig}'s to decide.
 */
public final class ChangefeedConfig {
    private static final TomlMapper TOML = new TomlMapper();

    private final SettingValues values;
    private final Map<String, List<SettingValues>> tables;
    private final List<ConfigWarning> warnings;
    private final boolean isWritten;

    private ChangefeedConfig(ConfigTree tree, boolean isWritten) {
        this.isWritten = isWritten;
        this.values = tree.values();
        this.tables = tree.tables();
        this.warnings = tree.warnings();
    }

    /** The configuration of a changefeed without a file: all defaults. */
    public static ChangefeedConfig empty() {
        return new ChangefeedConfig(ConfigTree.read(tree("")), false);
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
        return new ChangefeedConfig(ConfigTree.read(tree(toml)), true);
    }

    /** What is accepted but has no effect, such as keys of other versions of TiCDC. */
    public List<ConfigWarning> warnings() {
        return warnings;
    }

    /** Whether somebody wrote a file, even an empty one. */
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

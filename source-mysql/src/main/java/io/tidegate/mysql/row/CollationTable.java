package io.tidegate.mysql.row;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The character set behind each collation id. Made from what the server says of itself, with the ids that never changed
 * as a fallback. Thread safe; what it answers never changes.
 */
public final class CollationTable {
    private static final Map<String, TextCharset> CHARSETS = new ConcurrentHashMap<>();

    private final Map<Integer, String> charsetNames;

    /** @param charsetNames character set name by collation id, as the server lists them; may be empty */
    public CollationTable(Map<Integer, String> charsetNames) {
        this.charsetNames = Map.copyOf(charsetNames);
    }

    /** The table for a server that was not asked. */
    public static CollationTable builtIn() {
        return new CollationTable(Map.of());
    }

    /** The character set of a collation; an id nobody knows gives one that cannot be converted. */
    public TextCharset charset(int collationId) {
        String name = charsetNames.get(collationId);
        if (name == null) {
            name = BuiltInCollations.charsetName(collationId);
        }
        return CHARSETS.computeIfAbsent(name, TextCharset::named);
    }
}

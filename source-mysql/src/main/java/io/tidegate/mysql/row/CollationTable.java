package io.tidegate.mysql.row;

import io.tidegate.model.Collation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The character set behind each collation id. Made from what the server says of itself, with the ids that never changed
 * as a fallback. Thread safe; what it answers never changes.
 */
public final class CollationTable {
    private static final Map<String, TextCharset> CHARSETS = new ConcurrentHashMap<>();

    private final Map<Integer, Collation> listed;

    /** @param listed collations by id, as the server lists them; may be empty */
    public CollationTable(Map<Integer, Collation> listed) {
        this.listed = Map.copyOf(listed);
    }

    /** The table for a server that was not asked. */
    public static CollationTable builtIn() {
        return new CollationTable(Map.of());
    }

    /** The character set of a collation; an id nobody knows gives one that cannot be converted. */
    public TextCharset charset(int collationId) {
        Collation collation = listed.get(collationId);
        String name = collation == null ? BuiltInCollations.charsetName(collationId) : collation.charset();
        return CHARSETS.computeIfAbsent(name, TextCharset::named);
    }

    /** The names of a collation, null if the server did not list it. */
    public @Nullable Collation collation(int collationId) {
        return listed.get(collationId);
    }
}

package io.tidegate.mysql.schema;

/** How many bytes a character takes: what turns the byte lengths of the log into lengths of types. */
@FunctionalInterface
public interface CharacterWidths {
    /** The largest number of bytes of a character in the character set of a collation; at least 1. */
    int maxBytes(int collationId);
}

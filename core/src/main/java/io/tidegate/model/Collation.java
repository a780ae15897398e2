package io.tidegate.model;

/**
 * How the text of a column is encoded and compared by its server.
 *
 * @param charset name of the character set, such as {@code utf8mb4}
 * @param name name of the collation, such as {@code utf8mb4_bin}
 */
public record Collation(String charset, String name) {
    /** What columns that are not text have in the catalogues of TiDB. */
    public static final Collation BINARY = new Collation("binary", "binary");
}

package io.tidegate.encode.debezium;

import io.tidegate.model.TableName;

/**
 * Names of schemas, made of letters, digits and underscores as Kafka Connect's converters to other formats need them. Two
 * names can become one; schemas then differ under the same name.
 */
final class SchemaNames {
    private SchemaNames() {}

    /** What the names of all schemas of a table begin with: {@code cluster.schema.table}. */
    static String ofTable(String cluster, TableName table) {
        return clean(cluster) + "." + clean(table.schema()) + "." + cleanTable(table.table());
    }

    /** A name of the form {@code [A-Za-z_][A-Za-z0-9_]*}; a digit at the beginning gets an underscore before it. */
    static String clean(String name) {
        StringBuilder clean = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (clean.length() == 0 && isDigit(c)) {
                clean.append('_');
            }
            clean.appendCodePoint(isLetter(c) || isDigit(c) ? c : '_');
        });
        return clean.toString();
    }

    /** The last part may begin with a digit and keeps its dots. */
    static String cleanTable(String table) {
        StringBuilder clean = new StringBuilder();
        table.codePoints().forEach(c -> clean.appendCodePoint(isLetter(c) || isDigit(c) || c == '.' ? c : '_'));
        return clean.toString();
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}

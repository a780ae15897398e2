package io.tidegate.testkit.simple;

import io.tidegate.model.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a table as a message tells it.
 *
 * @param name database and table
 * @param tableId id of the table
 * @param version what rows name
 * @param columns in order
 * @param indexes in order
 */
public record SimpleSchema(TableName name, long tableId, long version, List<Column> columns, List<Index> indexes) {
    /**
     * A column.
     *
     * @param name its name
     * @param type its type
     * @param nullable whether it may be NULL
     * @param defaultValue null for none
     */
    public record Column(
            String name,
            Type type,
            boolean nullable,
            @Nullable String defaultValue) {}

    /**
     * A type.
     *
     * @param name such as {@code varbinary}
     * @param charset character set
     * @param collate collation
     * @param length its length, 0 if the message has none
     * @param decimal null if the message has none
     * @param elements members of ENUM and SET
     * @param unsigned null if the message does not say
     * @param zerofill null if the message does not say
     */
    public record Type(
            String name,
            String charset,
            String collate,
            long length,
            @Nullable Integer decimal,
            List<String> elements,
            @Nullable Boolean unsigned,
            @Nullable Boolean zerofill) {
        /** Whether values are bytes and not text. */
        public boolean isBinary() {
            return charset.equals("binary")
                    && (name.equals("binary")
                            || name.equals("varbinary")
                            || name.endsWith("blob")
                            || name.equals("geometry"));
        }
    }

    /**
     * An index.
     *
     * @param name its name
     * @param unique whether it makes rows unique
     * @param primary whether it is the primary key
     * @param nullable whether a column of it may be NULL
     * @param columns names in order
     */
    public record Index(String name, boolean unique, boolean primary, boolean nullable, List<String> columns) {}
}

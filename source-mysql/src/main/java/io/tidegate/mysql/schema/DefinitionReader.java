package io.tidegate.mysql.schema;

import io.tidegate.model.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads the definitions that a server has now. They may be newer than the position of a changefeed; whoever uses them
 * holds them against the log. Failures are {@link io.tidegate.error.TidegateException}s.
 */
public interface DefinitionReader {
    /** The names of all base tables outside the server's own schemas. */
    List<TableName> tableNames();

    /** The definitions of all base tables of these schemas. */
    List<TableDefinition> read(Collection<String> schemas);

    /** The definition of one table, empty if there is no such base table. */
    Optional<TableDefinition> read(TableName table);
}

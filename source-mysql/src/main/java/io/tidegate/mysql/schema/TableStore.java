package io.tidegate.mysql.schema;

import io.tidegate.checkpoint.SourceState;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.row.TableMap;
import io.tidegate.source.TableSelection;
import java.util.List;

/**
 * The definitions of tables at the position that was read last. What the log says of a table decides how its rows are
 * decoded; what is stored here adds what the log lacks and is corrected by the log. Used by one thread.
 */
public final class TableStore {
    public TableStore(ServerDialect dialect, DefinitionReader definitions, CharacterWidths widths) {}

    /**
     * A store as it was when {@link #state} was taken.
     *
     * @throws io.tidegate.error.TidegateException with STATE_UNREADABLE
     */
    public static TableStore restore(
            String text, ServerDialect dialect, DefinitionReader definitions, CharacterWidths widths) {
        return new TableStore(dialect, definitions, widths);
    }

    /** Reads what the server has now of every schema that has a selected table. */
    public void loadAll(TableSelection selection) {}

    /**
     * The version that rows under this map have: exactly the map's columns in the map's order. The same object until the
     * definition changes.
     *
     * @throws io.tidegate.error.TidegateException with SCHEMA_METADATA_MISSING when the log has no column names
     */
    public TableVersion resolve(TableMap map) {
        return new TableVersion(map.name(), List.of(), List.of());
    }

    /**
     * Applies a DDL text and tells what it did, one entry per table or database in the order of the text; empty when it
     * does nothing that a changefeed replicates. Tables that are not replicated are tracked and told of too.
     */
    public List<Ddl> apply(String sql, String defaultSchema, SqlMode mode, long commitTs) {
        return List.of();
    }

    /** The stored definitions; the same object until one changes. */
    public SourceState state() {
        return () -> "";
    }

    /** The current versions of the selected tables, ordered by schema and name. */
    public List<TableVersion> tables(TableSelection selection) {
        return List.of();
    }
}

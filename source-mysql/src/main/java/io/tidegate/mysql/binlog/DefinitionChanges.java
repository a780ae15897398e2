package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.TextCharset;
import io.tidegate.mysql.schema.SqlMode;
import io.tidegate.mysql.schema.TableStore;
import io.tidegate.source.TableSelection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Brings the definitions up to date with a statement, and tells which of its DDLs are to be handed on. */
final class DefinitionChanges {
    /**
     * A DDL to hand on.
     *
     * @param ddl what it does
     * @param number its number, see {@link Progress}
     */
    record Change(Ddl ddl, long number) {}

    private final TableStore store;
    private final TableMaps maps;
    private final CollationTable collations;
    private final TableSelection selection;
    private final Progress progress;

    DefinitionChanges(
            TableStore store, TableMaps maps, CollationTable collations, TableSelection selection, Progress progress) {
        this.store = store;
        this.maps = maps;
        this.collations = collations;
        this.selection = selection;
        this.progress = progress;
    }

    /**
     * Applies a statement, which may do nothing.
     *
     * @throws TidegateException RENAME_INTO_FILTER for a table whose rows before the rename were not replicated
     */
    List<Change> apply(QueryEvent query, long commitTs) {
        List<Ddl> changes = store.apply(text(query), query.schema(), SqlMode.ofBits(query.sqlMode()), commitTs);
        if (!changes.isEmpty()) {
            maps.clear();
        }
        List<Change> selected = new ArrayList<>();
        for (Ddl change : changes) {
            boolean delivered = progress.countAndTellIfDelivered();
            if (isSelected(change) && !delivered && !progress.isLeftOut(commitTs)) {
                selected.add(new Change(change, progress.counted()));
            }
        }
        return selected;
    }

    private boolean isSelected(Ddl change) {
        if (change.isDatabase()) {
            return selection.matchesSchema(change.table().schema());
        }
        boolean selected = selection.matches(change.sourceName());
        if (!selected && selection.matches(change.table())) {
            throw new TidegateException(
                    ErrorCode.RENAME_INTO_FILTER,
                    change.sourceName() + " became " + change.table() + ": " + change.sql());
        }
        return selected;
    }

    private String text(QueryEvent query) {
        if (query.clientCollation() == 0) {
            return new String(query.statement(), StandardCharsets.UTF_8);
        }
        TextCharset charset = collations.charset(query.clientCollation());
        return charset.isBinary()
                ? new String(query.statement(), StandardCharsets.UTF_8)
                : charset.decode(query.statement(), 0, query.statement().length);
    }
}

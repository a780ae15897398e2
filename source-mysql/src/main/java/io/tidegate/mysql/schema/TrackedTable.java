package io.tidegate.mysql.schema;

import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.row.TableMap;
import org.jspecify.annotations.Nullable;

/**
 * A table in the store.
 *
 * @param definition the definition known last
 * @param certain false once a statement changed the table in a way that could not be applied
 * @param version made from the definition
 * @param map the table map that the definition was last held against, null if none came since the definition changed
 */
record TrackedTable(
        TableDefinition definition,
        boolean certain,
        TableVersion version,
        @Nullable TableMap map) {
    static TrackedTable of(TableDefinition definition, long id, long schemaVersion) {
        return new TrackedTable(definition, true, definition.version(id, schemaVersion), null);
    }

    /**
     * With another definition of the same table; the version stays the same object when the definition is the same. When
     * columns or indexes differ the schema version grows, since whoever keeps definitions by it would keep the wrong one
     * otherwise: also when no statement did that, but the log showed that the definition was wrong.
     *
     * @param commitTs of the last statement, the schema version if columns or indexes differ
     */
    TrackedTable redefined(TableDefinition next, long commitTs) {
        if (next.equals(definition)) {
            return new TrackedTable(definition, true, version, null);
        }
        boolean sameStructure = next.structure().equals(definition.structure());
        return of(
                next,
                version.id(),
                sameStructure ? version.schemaVersion() : Math.max(commitTs, version.schemaVersion() + 1));
    }

    /** The same table under another name. */
    TrackedTable renamed(TableName name) {
        TrackedTable renamed = of(definition.renamed(name), version.id(), version.schemaVersion());
        return certain ? renamed : renamed.uncertain();
    }

    /** The same definition of another table, which took this one's place. */
    TrackedTable emptied(long newId) {
        TrackedTable emptied = of(definition, newId, version.schemaVersion());
        return certain ? emptied : emptied.uncertain();
    }

    TrackedTable uncertain() {
        return new TrackedTable(definition, false, version, null);
    }

    TrackedTable matchedBy(TableMap seen) {
        return new TrackedTable(definition, true, version, seen);
    }
}

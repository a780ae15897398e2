package io.tidegate.mysql.schema;

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
    static TrackedTable of(TableDefinition definition) {
        return new TrackedTable(definition, true, definition.version(), null);
    }

    /** With another definition; the version stays the same object when the definition is the same. */
    TrackedTable redefined(TableDefinition next) {
        return next.equals(definition) ? new TrackedTable(definition, true, version, null) : of(next);
    }

    TrackedTable uncertain() {
        return new TrackedTable(definition, false, version, null);
    }

    TrackedTable matchedBy(TableMap seen) {
        return new TrackedTable(definition, true, version, seen);
    }
}

package io.tidegate.mysql.schema;

import io.tidegate.model.TableName;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.source.TableSelection;

/** Stores as tests need them. */
final class TableStores {
    static final ServerDialect DIALECT = ServerDialect.of("11.4.5-MariaDB", false);

    static final TableSelection EVERYTHING = new TableSelection() {
        @Override
        public boolean matches(TableName table) {
            return true;
        }

        @Override
        public boolean matchesSchema(String schema) {
            return true;
        }
    };

    private TableStores() {}

    static TableStore empty(DefinitionReader server) {
        return new TableStore(DIALECT, server, CollationTable.builtIn());
    }

    static TableStore restored(TableStore store, DefinitionReader server) {
        return TableStore.restore(store.state().text(), DIALECT, server, CollationTable.builtIn());
    }

    /** What the store has of a table, {@code ?} in front when it is not certain, {@code unknown} without one. */
    static String definition(TableStore store, TableName name) {
        return StoredTables.parse(store.state().text()).tables().stream()
                .filter(entry -> entry.definition().name().equals(name))
                .map(entry -> (entry.certain() ? "" : "?") + DefinitionText.of(entry.definition()))
                .findFirst()
                .orElse("unknown");
    }
}

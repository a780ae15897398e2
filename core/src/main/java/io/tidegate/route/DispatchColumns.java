package io.tidegate.route;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.TableVersion;
import java.util.List;

/** Finds the columns that a dispatcher rule names in a table version. Names of indexes and columns have no case. */
final class DispatchColumns {
    private static final int NOT_FOUND = -1;

    private DispatchColumns() {}

    /** Ordinals of the columns of a unique index; of an index on prefixes the whole columns count. */
    static int[] ofIndex(TableVersion table, String index) {
        Key key = table.keys().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(index))
                .findFirst()
                .orElseThrow(() -> noSuchIndex(table, index));
        key.columns().forEach(ordinal -> requireStored(table, ordinal, "index: " + index));
        return key.columns().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Ordinals of columns, each once. */
    static int[] named(TableVersion table, List<String> names) {
        return names.stream()
                .mapToInt(name -> named(table, name, names))
                .distinct()
                .toArray();
    }

    private static int named(TableVersion table, String name, List<String> all) {
        int ordinal = find(table, name);
        if (ordinal == NOT_FOUND) {
            throw new TidegateException(
                    ErrorCode.DISPATCHER_FAILED,
                    "columns not found when dispatch event, table: %s, columns: %s, column: %s"
                            .formatted(table.name(), all, name));
        }
        requireStored(table, ordinal, "columns: " + all);
        return ordinal;
    }

    private static int find(TableVersion table, String name) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.column(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    private static void requireStored(TableVersion table, int ordinal, String rule) {
        Column column = table.column(ordinal);
        if (column.generation() == Generation.VIRTUAL) {
            throw new TidegateException(
                            ErrorCode.DISPATCHER_FAILED,
                            "found virtual generated columns when dispatch event, table: %s, %s, column: %s"
                                    .formatted(table.name(), rule, column.name()))
                    .withRemedy("Choose ordinary or STORED generated columns.");
        }
    }

    private static TidegateException noSuchIndex(TableVersion table, String index) {
        List<String> unique = table.keys().stream().map(Key::name).toList();
        return new TidegateException(
                        ErrorCode.DISPATCHER_FAILED,
                        "unique index not found when dispatch event, table: %s, index: %s"
                                .formatted(table.name(), index))
                .withRemedy(
                        unique.isEmpty()
                                ? "The table has no unique index; use partition = \"table\" or \"columns\" for it."
                                : "Name one of the unique indexes of the table: " + String.join(", ", unique)
                                        + "; or leave index empty for its key.");
    }
}

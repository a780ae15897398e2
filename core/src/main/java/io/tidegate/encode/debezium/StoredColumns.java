package io.tidegate.encode.debezium;

import io.tidegate.model.Column;
import io.tidegate.model.Generation;
import io.tidegate.model.TableVersion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The columns of a table that rows carry: all but virtual generated ones. */
final class StoredColumns {
    private StoredColumns() {}

    static int[] ordinals(TableVersion table) {
        return IntStream.range(0, table.columns().size())
                .filter(ordinal -> table.column(ordinal).generation() != Generation.VIRTUAL)
                .toArray();
    }

    static List<Column> of(TableVersion table, int[] ordinals) {
        return Arrays.stream(ordinals).mapToObj(table::column).toList();
    }
}

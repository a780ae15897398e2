package io.tidegate.mysql.check;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The row of SHOW BINARY LOG STATUS, which was SHOW MASTER STATUS.
 *
 * @param file the current binlog file
 * @param position its end
 * @param onlySchemas comma-separated, empty for all
 * @param ignoredSchemas comma-separated
 */
record BinlogStatus(String file, long position, String onlySchemas, String ignoredSchemas) {
    static BinlogStatus of(List<@Nullable String> row) {
        return new BinlogStatus(text(row, 0), Long.parseLong(text(row, 1)), text(row, 2), text(row, 3));
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNullElse(row.get(column), "");
    }
}

package io.tidegate.mysql.row;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import org.jspecify.annotations.Nullable;

/** Makes the errors of row decoding, each naming the table and the log position of the event. */
final class RowFailure {
    private RowFailure() {}

    /** A rows event that does not fit its table. */
    static TidegateException ofEvent(TableVersion table, long logPosition, String why) {
        return new TidegateException(ErrorCode.ROW_DECODE_FAILED, place(table, logPosition) + ": " + why);
    }

    /** A cell that cannot be read. */
    static TidegateException ofCell(
            TableVersion table, int column, long logPosition, String why, @Nullable Throwable cause) {
        return new TidegateException(
                ErrorCode.ROW_DECODE_FAILED,
                place(table, logPosition) + ", column " + table.column(column).name() + ": " + why,
                cause);
    }

    /** A rows event without all columns. */
    static TidegateException ofMissingColumns(TableVersion table, long logPosition) {
        return new TidegateException(
                        ErrorCode.SOURCE_CONFIG_UNSUITABLE,
                        place(table, logPosition)
                                + ": the log has only some columns of a row, binlog_row_image was not FULL")
                .withRemedy(
                        "SET GLOBAL binlog_row_image = 'FULL', let sessions connect anew, and start after this position");
    }

    private static String place(TableVersion table, long logPosition) {
        return "table " + table.name() + ", event that ends at log position " + logPosition;
    }
}

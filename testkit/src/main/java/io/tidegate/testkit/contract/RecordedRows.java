package io.tidegate.testkit.contract;

import io.tidegate.model.ByteSlice;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.source.RowBatch;
import io.tidegate.source.Source;
import java.util.ArrayList;
import java.util.List;

/** Rows as text, so that two readings can be compared. */
final class RecordedRows {
    private RecordedRows() {}

    /** Each row of a batch as {@code commitTs table KIND [values]}; integer and text columns count. */
    static List<String> of(Source source, RowBatch batch) {
        List<String> rows = new ArrayList<>();
        RowCursor row = source.cursors().open(batch);
        while (row.next()) {
            RowImage image = row.kind() == RowKind.DELETE ? row.before() : row.after();
            rows.add(Long.toUnsignedString(row.commitTs()) + " " + row.table().name() + " " + row.kind() + " "
                    + values(row.table().columns(), image));
        }
        return rows;
    }

    /** The commit-ts of a recorded row. */
    static long commitTs(String row) {
        return Long.parseUnsignedLong(row.substring(0, row.indexOf(' ')));
    }

    private static List<String> values(List<Column> columns, RowImage image) {
        List<String> values = new ArrayList<>();
        ByteSlice slice = new ByteSlice();
        for (int i = 0; i < columns.size(); i++) {
            ColumnKind kind = columns.get(i).type().kind();
            if (image.isNull(i)) {
                values.add("NULL");
            } else if (kind.isInteger()) {
                values.add(Long.toString(image.integer(i)));
            } else if (kind.isText()) {
                image.text(i, slice);
                values.add(slice.utf8());
            }
        }
        return values;
    }
}

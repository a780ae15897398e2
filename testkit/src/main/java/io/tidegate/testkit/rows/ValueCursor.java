package io.tidegate.testkit.rows;

import io.tidegate.model.LogOrigin;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.List;
import java.util.Objects;

/** A cursor over {@link ValueRow}s. */
public final class ValueCursor implements RowCursor {
    private final List<ValueRow> rows;
    private final ValueImage before = new ValueImage();
    private final ValueImage after = new ValueImage();
    private int index = -1;
    private LogOrigin origin = LogOrigin.UNKNOWN;

    public ValueCursor(List<ValueRow> rows) {
        this.rows = rows;
    }

    /** A cursor that stands on its only row. */
    public static ValueCursor on(ValueRow row) {
        ValueCursor cursor = new ValueCursor(List.of(row));
        cursor.next();
        return cursor;
    }

    /** The same cursor, whose rows all stand there. */
    public ValueCursor at(LogOrigin place) {
        origin = place;
        return this;
    }

    @Override
    public LogOrigin origin() {
        return origin;
    }

    @Override
    public boolean next() {
        if (++index >= rows.size()) {
            return false;
        }
        before.wrap(rows.get(index).before());
        after.wrap(rows.get(index).after());
        return true;
    }

    @Override
    public TableVersion table() {
        return rows.get(index).table();
    }

    @Override
    public RowKind kind() {
        return rows.get(index).kind();
    }

    @Override
    public long commitTs() {
        return rows.get(index).commitTs();
    }

    @Override
    public long startTs() {
        return rows.get(index).startTs();
    }

    @Override
    public RowImage before() {
        return before;
    }

    @Override
    public RowImage after() {
        return after;
    }

    @Override
    public boolean sameBytes(int column) {
        return Objects.deepEquals(before.value(column), after.value(column));
    }
}

package io.tidegate.filter;

import io.tidegate.model.RowCursor;
import io.tidegate.model.TableVersion;
import java.util.List;

/**
 * The columns of one table version that are sent. Does not refer to that version, so that it can be forgotten with it.
 * Immutable.
 */
public final class ColumnSelection {
    private final TableVersion table;
    private final int[] ordinals;

    private ColumnSelection(TableVersion table, int[] ordinals) {
        this.table = table;
        this.ordinals = ordinals;
    }

    static ColumnSelection of(TableVersion whole, List<Integer> ordinals) {
        return new ColumnSelection(
                whole.selecting(ordinals),
                ordinals.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The table as its consumers see it. */
    public TableVersion table() {
        return table;
    }

    /** A cursor that stands where the other one stands, and moves with it, and shows these columns alone. */
    public RowCursor over(RowCursor whole) {
        return new SelectedCursor(whole, table, ordinals);
    }
}

package io.tidegate.filter;

import io.tidegate.model.LogOrigin;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;

/** Some columns of the row that another cursor stands on. Valid as long as that one is on rows of the same table. */
final class SelectedCursor implements RowCursor {
    private final RowCursor whole;
    private final TableVersion table;
    private final int[] ordinals;
    private final SelectedImage before;
    private final SelectedImage after;

    /** @param ordinals for each column of the table the ordinal that the other cursor knows it by */
    SelectedCursor(RowCursor whole, TableVersion table, int[] ordinals) {
        this.whole = whole;
        this.table = table;
        this.ordinals = ordinals;
        this.before = new SelectedImage(whole::before, ordinals);
        this.after = new SelectedImage(whole::after, ordinals);
    }

    @Override
    public boolean next() {
        return whole.next();
    }

    @Override
    public TableVersion table() {
        return table;
    }

    @Override
    public RowKind kind() {
        return whole.kind();
    }

    @Override
    public long commitTs() {
        return whole.commitTs();
    }

    @Override
    public long startTs() {
        return whole.startTs();
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
        return whole.sameBytes(ordinals[column]);
    }

    @Override
    public RowCursor whole() {
        return whole;
    }

    @Override
    public LogOrigin origin() {
        return whole.origin();
    }
}

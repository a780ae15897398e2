package io.tidegate.testkit.source;

import io.tidegate.source.MemoryBudget;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in commit order. */
record ScriptedBatch(List<ValueRow> rows, @Nullable ResolvedMark mark, MemoryBudget memory) implements RowBatch {
    /** What a row counts as. */
    static final long BYTES_PER_ROW = 100;

    @Override
    public long heldBytes() {
        return rows.size() * BYTES_PER_ROW;
    }

    @Override
    public long lastCommitTs() {
        return rows.get(rows.size() - 1).commitTs();
    }

    @Override
    public void release() {
        memory.release(heldBytes());
    }
}

package io.tidegate.testkit.source;

import io.tidegate.source.MemoryBudget;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.testkit.rows.ValueRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in commit order. */
record ScriptedBatch(List<ValueRow> changes, @Nullable ResolvedMark mark, MemoryBudget memory) implements RowBatch {
    /** What a row counts as. */
    static final long BYTES_PER_ROW = 100;

    @Override
    public long heldBytes() {
        return changes.size() * BYTES_PER_ROW;
    }

    @Override
    public long rows() {
        return changes.size();
    }

    @Override
    public long lastCommitTs() {
        return changes.get(changes.size() - 1).commitTs();
    }

    @Override
    public void release() {
        memory.release(heldBytes());
    }
}

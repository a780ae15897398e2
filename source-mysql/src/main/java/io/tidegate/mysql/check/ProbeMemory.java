package io.tidegate.mysql.check;

import io.tidegate.source.MemoryBudget;

/** Memory for a reader who looks at one event: never short. */
record ProbeMemory(long limit) implements MemoryBudget {
    @Override
    public void acquire(long bytes) {
        assert bytes > 0;
    }

    @Override
    public void release(long bytes) {
        assert bytes > 0;
    }
}

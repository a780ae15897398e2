package io.tidegate.filter;

import java.util.Collection;

/** Transactions to leave out, by the start-ts that TiDB gave them ({@code filter.ignore-txn-start-ts}). Immutable. */
public final class IgnoredStartTs {
    private static final IgnoredStartTs NONE = new IgnoredStartTs(new long[0]);

    private final long[] ignored;

    private IgnoredStartTs(long[] ignored) {
        this.ignored = ignored;
    }

    /** None is left out. */
    public static IgnoredStartTs none() {
        return NONE;
    }

    /** @param startTs unsigned, in any order */
    public static IgnoredStartTs of(Collection<Long> startTs) {
        return new IgnoredStartTs(
                startTs.stream().mapToLong(Long::longValue).distinct().toArray());
    }

    /** Whether nothing is left out at all. */
    public boolean isEmpty() {
        return ignored.length == 0;
    }

    /** @param startTs of a change, 0 if its source has none */
    public boolean contains(long startTs) {
        if (startTs != 0) {
            // A user names one or two: a poisonous transaction and the one that was taken for it.
            for (long one : ignored) {
                if (one == startTs) {
                    return true;
                }
            }
        }
        return false;
    }
}

package io.tidegate.model;

/**
 * The commit-ts layout of TiDB: an unsigned 64-bit number, {@code physical milliseconds since 1970 << 18 | logical}.
 */
public final class Tso {
    /** Bits of the logical part. */
    public static final int LOGICAL_BITS = 18;

    private Tso() {}

    /** The first timestamp of a millisecond. */
    public static long ofMillis(long millis) {
        return millis << LOGICAL_BITS;
    }

    /** Milliseconds since 1970 of a timestamp. */
    public static long millis(long tso) {
        return tso >>> LOGICAL_BITS;
    }
}

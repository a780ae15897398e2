package io.tidegate.mysql.row;

/** Stores decimal digits of fixed width. */
final class Digits {
    static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    private Digits() {}

    /** Stores the lowest {@code width} digits of a value that is not negative and returns the index behind them. */
    static int store(byte[] target, int at, int value, int width) {
        int rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            int tenth = rest / 10;
            target[i] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        return at + width;
    }

    /** Stores two digits and returns the index behind them. */
    static int storeTwo(byte[] target, int at, int value) {
        int tens = (value * 103) >> 10;
        target[at] = (byte) ('0' + tens);
        target[at + 1] = (byte) ('0' + value - tens * 10);
        return at + 2;
    }
}

package io.tidegate.encode.debezium;

import io.tidegate.model.ByteBuilder;
import java.nio.charset.StandardCharsets;

/** Moments as {@code YYYY-MM-DDThh:mm:ss[.f]Z} with a fixed number of fractional digits. Creates no objects. */
final class UtcText {
    /** What stands for the zero timestamp, whatever its fractional digits. */
    static final byte[] ZERO = "1970-01-01T00:00:00Z".getBytes(StandardCharsets.US_ASCII);

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int LONGEST = 27;

    private UtcText() {}

    /**
     * Appends a moment.
     *
     * @param micros microseconds since 1970, not negative
     * @param fractionDigits 0 to 6
     */
    static void append(long micros, int fractionDigits, ByteBuilder out) {
        byte[] target = out.reserve(LONGEST);
        long seconds = micros / MICROS_PER_SECOND;
        int day = (int) (seconds / SECONDS_PER_DAY);
        int second = (int) (seconds - (long) day * SECONDS_PER_DAY);
        int at = storeDate(target, out.length(), day);
        target[at++] = 'T';
        at = storeTwo(target, at, second / 3600);
        target[at++] = ':';
        at = storeTwo(target, at, second / 60 % 60);
        target[at++] = ':';
        at = storeTwo(target, at, second % 60);
        if (fractionDigits > 0) {
            target[at++] = '.';
            int rest = (int) (micros - seconds * MICROS_PER_SECOND);
            for (int unit = MICROS_PER_SECOND / 10, i = 0; i < fractionDigits; i++, unit /= 10) {
                target[at++] = (byte) ('0' + rest / unit % 10);
            }
        }
        target[at++] = 'Z';
        out.advance(at - out.length());
    }

    /** Years are counted from 1 March, so that the leap day is the last of a year; era is 400 years. */
    private static int storeDate(byte[] target, int from, int epochDay) {
        int shifted = epochDay + 719_468;
        int era = shifted / 146_097;
        int dayOfEra = shifted - era * 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        int at = storeTwo(target, from, year / 100);
        at = storeTwo(target, at, year % 100);
        target[at++] = '-';
        at = storeTwo(target, at, month);
        target[at++] = '-';
        return storeTwo(target, at, day);
    }

    private static int storeTwo(byte[] target, int at, int value) {
        target[at] = (byte) ('0' + value / 10);
        target[at + 1] = (byte) ('0' + value % 10);
        return at + 2;
    }
}

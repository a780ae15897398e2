package io.tidegate.encode.debezium;

/**
 * Temporal values as numbers, read from the ASCII text a row image gives them in. Dates count in the Gregorian calendar
 * before its introduction too. As in Debezium, years 0 to 69 mean 2000 to 2069 and 70 to 99 mean 1970 to 1999.
 */
final class TemporalNumber {
    /** Stands for a date that no calendar has: a zero month or day, 30 February. */
    static final long INVALID = Long.MIN_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int DATE_LENGTH = 10;
    private static final int FRACTION_DIGITS = 6;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    private TemporalNumber() {}

    /** Days since 1970 of {@code YYYY-MM-DD} at the beginning of the text, or {@link #INVALID}. */
    static long epochDay(byte[] text) {
        int year = two(text, 0) * 100 + two(text, 2);
        int month = two(text, 5);
        int day = two(text, 8);
        if (year < 100) {
            year += year < 70 ? 2000 : 1900;
        }
        if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return INVALID;
        }
        int before = year - 1;
        int leapDays = before / 4 - before / 100 + before / 400;
        int dayOfYear = DAYS_BEFORE_MONTH[month - 1] + day - 1 + (month > 2 && isLeap(year) ? 1 : 0);
        // 719162 days are from 0001-01-01 to 1970-01-01.
        return before * 365L + leapDays + dayOfYear - 719_162;
    }

    /** Microseconds from 1970 to {@code YYYY-MM-DD hh:mm:ss[.f]} in the same zone, or {@link #INVALID}. */
    static long epochMicros(byte[] text, int length) {
        long day = epochDay(text);
        if (day == INVALID) {
            return INVALID;
        }
        return day * SECONDS_PER_DAY * MICROS_PER_SECOND + clockMicros(text, DATE_LENGTH + 1, length);
    }

    /** Microseconds of {@code [-]hh:mm:ss[.f]}; hours can have three digits. */
    static long timeMicros(byte[] text, int length) {
        boolean negative = text[0] == '-';
        long micros = clockMicros(text, negative ? 1 : 0, length);
        return negative ? -micros : micros;
    }

    private static long clockMicros(byte[] text, int from, int length) {
        int at = from;
        int hours = 0;
        while (text[at] != ':') {
            hours = hours * 10 + text[at++] - '0';
        }
        int seconds = (hours * 60 + two(text, at + 1)) * 60 + two(text, at + 4);
        return seconds * MICROS_PER_SECOND + fractionMicros(text, at + 6, length);
    }

    /** Microseconds of {@code .f} up to the end of the text, 0 when it has no fraction. */
    private static int fractionMicros(byte[] text, int point, int length) {
        if (point >= length) {
            return 0;
        }
        int micros = 0;
        for (int i = 1; i <= FRACTION_DIGITS; i++) {
            micros = micros * 10 + (point + i < length ? text[point + i] - '0' : 0);
        }
        return micros;
    }

    private static int daysOf(int year, int month) {
        int days = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
        return month == 2 && isLeap(year) ? days + 1 : days;
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int two(byte[] text, int at) {
        return (text[at] - '0') * 10 + text[at + 1] - '0';
    }
}

package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;

/**
 * Prints the temporal types from their fields. Zero dates and zero months are ordinary values here, so that nothing goes
 * through java.time; a field too large for its digits is an error.
 */
final class TemporalText {
    static final int MAX_FRACTION = 6;
    private static final long DATETIME2_ZERO = 0x80_0000_0000L;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int MAX_TIME_HOUR = 838;

    private TemporalText() {}

    /** Bytes of the fraction of a type with so many fractional digits. */
    static int fractionWidth(int digits) {
        return (digits + 1) / 2;
    }

    /** DATE: 9 or more bits year, 4 month, 5 day. */
    static void date(int packed, ByteBuilder out) {
        byte[] target = out.reserve(10);
        out.advance(storeDate(target, out.length(), packed >> 9, packed >> 5 & 15, packed & 31) - out.length());
    }

    /** DATETIME of MySQL 5.6 and later: 5 bytes and the fraction. */
    static void datetime2(byte[] bytes, int at, int digits, ByteBuilder out) {
        long packed = BigEndian.unsigned(bytes, at, 5) - DATETIME2_ZERO;
        packedDatetime(packed, fraction(bytes, at + 5, digits), digits, out);
    }

    /** The integer of a DATETIME: 17 bits year and month as {@code 13 * year + month}, 5 day, 5 hour, 6 minute, 6 second. */
    static void packedDatetime(long packed, int micros, int digits, ByteBuilder out) {
        if (packed < 0) {
            throw new MalformedCellException("a DATETIME below zero");
        }
        byte[] target = out.reserve(27);
        int at = storePackedDate(target, out.length(), packed);
        target[at++] = ' ';
        int time = (int) packed & 0x1FFFF;
        at = storeTime(target, at, time >> 12, time >> 6 & 63, time & 63);
        out.advance(storeFraction(target, at, micros, digits) - out.length());
    }

    /** The date part alone of the integer of a DATETIME. */
    static void packedDate(long packed, ByteBuilder out) {
        byte[] target = out.reserve(10);
        out.advance(storePackedDate(target, out.length(), packed) - out.length());
    }

    /** TIMESTAMP of MySQL 5.6 and later: seconds since 1970 in 4 bytes, unsigned since MariaDB 11.5, and the fraction. */
    static void timestamp2(byte[] bytes, int at, int digits, ZoneOffsets zone, ByteBuilder out) {
        timestamp(BigEndian.unsigned(bytes, at, 4), fraction(bytes, at + 4, digits), digits, zone, out);
    }

    /** The same as microseconds since 1970. */
    static long timestamp2Micros(byte[] bytes, int at, int digits) {
        return BigEndian.unsigned(bytes, at, 4) * 1_000_000 + fraction(bytes, at + 4, digits);
    }

    /** A moment in local time; zero is the zero date and has no zone. */
    static void timestamp(long epochSecond, int micros, int digits, ZoneOffsets zone, ByteBuilder out) {
        byte[] target = out.reserve(27);
        int at = out.length();
        if (epochSecond == 0 && micros == 0) {
            at = storeDate(target, at, 0, 0, 0);
            target[at++] = ' ';
            at = storeTime(target, at, 0, 0, 0);
        } else {
            long local = epochSecond + zone.offsetAt(epochSecond);
            int day = (int) Math.floorDiv(local, SECONDS_PER_DAY);
            int second = (int) (local - (long) day * SECONDS_PER_DAY);
            at = storeEpochDay(target, at, day);
            target[at++] = ' ';
            at = storeTime(target, at, second / 3600, second / 60 % 60, second % 60);
        }
        out.advance(storeFraction(target, at, micros, digits) - out.length());
    }

    /** TIME of MySQL 5.6 and later: one big-endian integer of 3 bytes and the fraction, offset by half its range. */
    static void time2(byte[] bytes, int at, int digits, ByteBuilder out) {
        int fractionBits = fractionWidth(digits) * 8;
        long packed = BigEndian.unsigned(bytes, at, 3 + fractionBits / 8) - (1L << (23 + fractionBits));
        long magnitude = Math.abs(packed);
        int fraction = (int) (magnitude & ((1L << fractionBits) - 1));
        int micros = micros(fraction, fractionWidth(digits));
        packedTime(packed < 0, (int) (magnitude >> fractionBits), micros, digits, out);
    }

    /** The integer of a TIME: 10 bits hour, 6 minute, 6 second. */
    static void packedTime(boolean negative, int packed, int micros, int digits, ByteBuilder out) {
        time(negative, packed >> 12, packed >> 6 & 63, packed & 63, micros, digits, out);
    }

    /** DATETIME before MySQL 5.6: the number YYYYMMDDhhmmss. */
    static void oldDatetime(long number, ByteBuilder out) {
        if (number < 0 || number > 9999_99_99_99_99_99L) {
            throw new MalformedCellException("a DATETIME of " + number);
        }
        int date = (int) (number / 1_000_000);
        int time = (int) (number % 1_000_000);
        byte[] target = out.reserve(19);
        int at = storeDate(target, out.length(), date / 10_000, date / 100 % 100, date % 100);
        target[at++] = ' ';
        out.advance(storeTime(target, at, time / 10_000, time / 100 % 100, time % 100) - out.length());
    }

    /** TIME before MySQL 5.6: the number hhmmss. */
    static void oldTime(int number, ByteBuilder out) {
        int magnitude = Math.abs(number);
        time(number < 0, magnitude / 10_000, magnitude / 100 % 100, magnitude % 100, 0, 0, out);
    }

    private static void time(
            boolean negative, int hour, int minute, int second, int micros, int digits, ByteBuilder out) {
        if (hour > MAX_TIME_HOUR) {
            throw new MalformedCellException("a TIME of " + hour + " hours");
        }
        byte[] target = out.reserve(18);
        int at = out.length();
        if (negative) {
            target[at++] = '-';
        }
        if (hour >= 100) {
            target[at++] = (byte) ('0' + hour / 100);
        }
        at = storeTime(target, at, hour % 100, minute, second);
        out.advance(storeFraction(target, at, micros, digits) - out.length());
    }

    private static int fraction(byte[] bytes, int at, int digits) {
        int width = fractionWidth(digits);
        return width == 0 ? 0 : micros((int) BigEndian.unsigned(bytes, at, width), width);
    }

    private static int micros(int fraction, int width) {
        int micros =
                switch (width) {
                    case 1 -> fraction * 10_000;
                    case 2 -> fraction * 100;
                    default -> fraction;
                };
        if (micros > 999_999) {
            throw new MalformedCellException("a fraction of " + micros + " microseconds");
        }
        return micros;
    }

    private static int storePackedDate(byte[] target, int at, long packed) {
        long date = packed >> 17;
        long months = date >> 5;
        if (months > 9999 * 13 + 12 || months < 0) {
            throw new MalformedCellException("a DATETIME of month " + months);
        }
        return storeDate(target, at, (int) months / 13, (int) months % 13, (int) date & 31);
    }

    /** Days since 1970 in the Gregorian calendar, by counting from a March so that leap days come last. */
    private static int storeEpochDay(byte[] target, int at, int epochDay) {
        int shifted = epochDay + 719_468;
        int era = Math.floorDiv(shifted, 146_097);
        int dayOfEra = shifted - era * 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return storeDate(target, at, year, month, day);
    }

    private static int storeDate(byte[] target, int at, int year, int month, int day) {
        if (year > 9999) {
            throw new MalformedCellException("a date of year " + year);
        }
        int to = Digits.storeTwo(target, at, year / 100);
        to = Digits.storeTwo(target, to, year % 100);
        target[to++] = '-';
        to = Digits.storeTwo(target, to, month);
        target[to++] = '-';
        return Digits.storeTwo(target, to, day);
    }

    private static int storeTime(byte[] target, int at, int hour, int minute, int second) {
        int to = Digits.storeTwo(target, at, hour);
        target[to++] = ':';
        to = Digits.storeTwo(target, to, minute);
        target[to++] = ':';
        return Digits.storeTwo(target, to, second);
    }

    private static int storeFraction(byte[] target, int at, int micros, int digits) {
        if (digits == 0) {
            return at;
        }
        target[at] = '.';
        return Digits.store(target, at + 1, micros / Digits.POWERS[MAX_FRACTION - digits], digits);
    }
}

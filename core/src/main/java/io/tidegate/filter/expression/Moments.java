package io.tidegate.filter.expression;

import io.tidegate.model.ByteSlice;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as numbers that compare as they do. A moment packs year, month, day and time of day, so that dates that
 * do not exist, such as {@code 0000-00-00}, have their place too; a TIME is a number of microseconds.
 */
final class Moments {
    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2})" + "(?:[ T](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{0,6}))?)?)?");
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2}))?()");
    private static final Pattern TIME =
            Pattern.compile("(-?)(\\d{1,3}):([0-5]?\\d)(?::([0-5]?\\d)(?:\\.(\\d{0,6}))?)?");
    private static final long SECOND = 1_000_000;
    private static final int DATE_LENGTH = 10;

    private Moments() {}

    /** A moment as a user writes it; empty when it is none. */
    static OptionalLong parse(String text) {
        Matcher moment = MOMENT.matcher(text.strip());
        Matcher matcher = moment.matches() ? moment : DIGITS.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        int year = number(matcher, 1);
        int month = number(matcher, 2);
        int day = number(matcher, 3);
        int hour = number(matcher, 4);
        int minute = number(matcher, 5);
        int second = number(matcher, 6);
        if (!exists(year, month, day, hour, minute, second)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(pack(year, month, day) + timeOfDay(hour, minute, second, fraction(matcher.group(7))));
    }

    /** A TIME as a user writes it, in microseconds; empty when it is none. */
    static OptionalLong parseTime(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long micros = timeOfDay(number(matcher, 2), number(matcher, 3), number(matcher, 4), fraction(matcher.group(5)));
        return OptionalLong.of(matcher.group(1).isEmpty() ? micros : -micros);
    }

    /** Packs the text of a column, {@code YYYY-MM-DD[ hh:mm:ss[.f]]}. */
    static long ofColumn(ByteSlice text) {
        byte[] bytes = text.array();
        int at = text.offset();
        long date = pack(digits(bytes, at, 4), digits(bytes, at + 5, 2), digits(bytes, at + 8, 2));
        return text.length() == DATE_LENGTH ? date : date + time(bytes, at + DATE_LENGTH + 1, 2, at + text.length());
    }

    /** The microseconds of the text of a column, {@code [-]hh:mm:ss[.f]} with two or three digits of hours. */
    static long ofTimeColumn(ByteSlice text) {
        byte[] bytes = text.array();
        int start = text.offset();
        int at = start + (bytes[start] == '-' ? 1 : 0);
        int hourDigits = bytes[at + 2] == ':' ? 2 : 3;
        long micros = time(bytes, at, hourDigits, start + text.length());
        return at == start ? micros : -micros;
    }

    static long year(long moment) {
        return moment / (86_400 * SECOND) / 32 / 13;
    }

    static long month(long moment) {
        return moment / (86_400 * SECOND) / 32 % 13;
    }

    static long day(long moment) {
        return moment / (86_400 * SECOND) % 32;
    }

    /** Microseconds since midnight. */
    static long timeOfDay(long moment) {
        return moment % (86_400 * SECOND);
    }

    private static boolean exists(int year, int month, int day, int hour, int minute, int second) {
        if (year == 0 && month == 0 && day == 0) {
            return hour == 0 && minute == 0 && second == 0;
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second).getYear() == year;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static long pack(int year, int month, int day) {
        return ((year * 13L + month) * 32 + day) * 86_400 * SECOND;
    }

    private static long timeOfDay(int hour, int minute, int second, int micros) {
        return ((hour * 60L + minute) * 60 + second) * SECOND + micros;
    }

    private static long time(byte[] bytes, int at, int hourDigits, int end) {
        int minute = at + hourDigits + 1;
        int micros = 0;
        int scale = 100_000;
        for (int i = minute + 6; i < end; i++) {
            micros += (bytes[i] - '0') * scale;
            scale /= 10;
        }
        return timeOfDay(digits(bytes, at, hourDigits), digits(bytes, minute, 2), digits(bytes, minute + 3, 2), micros);
    }

    private static int digits(byte[] bytes, int at, int count) {
        int number = 0;
        for (int i = at; i < at + count; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int fraction(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Integer.parseInt((digits + "000000").substring(0, 6));
    }
}

package io.tidegate.interop;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** From what Debezium makes of values back to what the source has. */
final class SourceForm {
    private SourceForm() {}

    static String decimal(double value, int scale) {
        return new BigDecimal(Double.toString(value)).setScale(scale).toPlainString();
    }

    static long bits(byte[] littleEndian) {
        long bits = 0;
        for (int i = 0; i < littleEndian.length; i++) {
            bits |= (littleEndian[i] & 0xffL) << (8 * i);
        }
        return bits;
    }

    static long member(List<String> members, String name) {
        return members.indexOf(name) + 1L;
    }

    static long mask(List<String> members, String names) {
        long mask = 0;
        for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
            mask |= 1L << members.indexOf(name);
        }
        return mask;
    }

    static String date(int days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    static String datetime(long number, ChronoUnit unit, int fractionDigits) {
        return text(Instant.EPOCH.plus(number, unit), fractionDigits);
    }

    static String text(Instant moment, int fractionDigits) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss." + "S".repeat(fractionDigits), Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(moment);
    }

    static String time(long micros) {
        long magnitude = Math.abs(micros);
        long seconds = magnitude / 1_000_000;
        return String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d.%06d",
                micros < 0 ? "-" : "",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                magnitude % 1_000_000);
    }
}

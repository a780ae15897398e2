package io.tidegate.mysql.row;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * The offsets of a time zone between 1970 and 2106, the range of TIMESTAMP, laid out so that a look-up creates nothing;
 * the period found last is tried first. Not thread safe.
 */
final class ZoneOffsets {
    private static final long END = 1L << 32;

    /** Period i begins at second {@code starts[i]} and ends where the next one begins. */
    private final long[] starts;

    private final int[] offsets;
    private int last;

    ZoneOffsets(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        long[] begins = new long[16];
        int[] seconds = new int[16];
        begins[0] = Long.MIN_VALUE;
        seconds[0] = rules.getOffset(Instant.EPOCH).getTotalSeconds();
        int count = 1;
        ZoneOffsetTransition next = rules.nextTransition(Instant.EPOCH);
        while (next != null && next.toEpochSecond() < END) {
            if (count == begins.length) {
                begins = Arrays.copyOf(begins, count * 2);
                seconds = Arrays.copyOf(seconds, count * 2);
            }
            begins[count] = next.toEpochSecond();
            seconds[count++] = next.getOffsetAfter().getTotalSeconds();
            next = rules.nextTransition(next.getInstant());
        }
        starts = Arrays.copyOf(begins, count);
        offsets = Arrays.copyOf(seconds, count);
    }

    /** Seconds to add to a UTC second since 1970 to get local time. */
    int offsetAt(long epochSecond) {
        int period = last;
        if (epochSecond < starts[period] || (period + 1 < starts.length && epochSecond >= starts[period + 1])) {
            int found = Arrays.binarySearch(starts, epochSecond);
            period = found >= 0 ? found : -found - 2;
            last = period;
        }
        return offsets[period];
    }
}

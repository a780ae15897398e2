package io.tidegate.mysql.binlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The transaction numbers of one GTID source: ascending, separate, closed intervals. Immutable. The last interval stands
 * apart from the array of those before it, so that the usual step, one number further, copies nothing.
 */
final class Intervals {
    private final long[] before;
    private final long lastStart;
    private final long lastEnd;

    private Intervals(long[] before, long lastStart, long lastEnd) {
        this.before = before;
        this.lastStart = lastStart;
        this.lastEnd = lastEnd;
    }

    /** The numbers from {@code start} to {@code end}, both included. */
    static Intervals of(long start, long end) {
        return new Intervals(new long[0], start, end);
    }

    /** How many intervals there are. */
    int count() {
        return before.length / 2 + 1;
    }

    long start(int index) {
        return index == before.length / 2 ? lastStart : before[2 * index];
    }

    long end(int index) {
        return index == before.length / 2 ? lastEnd : before[2 * index + 1];
    }

    boolean contains(long number) {
        if (number >= lastStart) {
            return number <= lastEnd;
        }
        int found = Arrays.binarySearch(before, number);
        // An odd insertion point lies between a start and its end.
        return found >= 0 || (-found - 1) % 2 == 1;
    }

    /** With the numbers from {@code start} to {@code end} too. */
    Intervals plus(long start, long end) {
        if (start >= lastStart && start <= lastEnd + 1) {
            return end <= lastEnd ? this : new Intervals(before, lastStart, end);
        }
        List<long[]> all = asList();
        all.add(new long[] {start, end});
        all.sort((left, right) -> Long.compare(left[0], right[0]));
        List<long[]> merged = new ArrayList<>();
        for (long[] next : all) {
            long[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && next[0] <= last[1] + 1) {
                last[1] = Math.max(last[1], next[1]);
            } else {
                merged.add(next);
            }
        }
        return ofList(merged);
    }

    /** The numbers that are here and not there. */
    List<long[]> minus(Intervals other) {
        List<long[]> left = new ArrayList<>();
        for (long[] own : asList()) {
            long from = own[0];
            for (int i = 0; i < other.count() && from <= own[1]; i++) {
                if (other.end(i) < from || other.start(i) > own[1]) {
                    continue;
                }
                if (other.start(i) > from) {
                    left.add(new long[] {from, other.start(i) - 1});
                }
                from = other.end(i) + 1;
            }
            if (from <= own[1]) {
                left.add(new long[] {from, own[1]});
            }
        }
        return left;
    }

    /** From ascending, separate intervals, at least one. */
    static Intervals ofList(List<long[]> sorted) {
        int last = sorted.size() - 1;
        long[] before = new long[2 * last];
        for (int i = 0; i < last; i++) {
            before[2 * i] = sorted.get(i)[0];
            before[2 * i + 1] = sorted.get(i)[1];
        }
        return new Intervals(before, sorted.get(last)[0], sorted.get(last)[1]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals that
                && lastStart == that.lastStart
                && lastEnd == that.lastEnd
                && Arrays.equals(before, that.before);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(before) + Long.hashCode(lastEnd);
    }

    /** As MySQL writes them: {@code 1-5:7:9-12}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count(); i++) {
            text.append(i == 0 ? "" : ":").append(start(i));
            if (end(i) > start(i)) {
                text.append('-').append(end(i));
            }
        }
        return text.toString();
    }

    private List<long[]> asList() {
        List<long[]> list = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            list.add(new long[] {start(i), end(i)});
        }
        return list;
    }
}

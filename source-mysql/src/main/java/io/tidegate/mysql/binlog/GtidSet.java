package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of MySQL GTIDs. Mutable and owned by one thread; a {@link #copy} shares the intervals, which are immutable, so
 * that it costs as much as there are sources, however many intervals they have. Adding the number that follows the last
 * one of its source costs a small object.
 */
final class GtidSet implements Gtids {
    private static final Pattern TAG = Pattern.compile("[a-z_][a-z0-9_]{0,31}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<GtidSource, Intervals> sources;

    private GtidSet(Map<GtidSource, Intervals> sources) {
        this.sources = sources;
    }

    /** An empty set. */
    static GtidSet empty() {
        return new GtidSet(new HashMap<>());
    }

    /** From MySQL's text form, also with tags and line breaks; anything else is POSITION_INVALID. */
    static GtidSet parse(String text) {
        GtidSet set = empty();
        for (String entry : text.split(",")) {
            String clean = entry.strip().toLowerCase(Locale.ROOT);
            if (!clean.isEmpty()) {
                set.parseEntry(clean);
            }
        }
        return set;
    }

    private void parseEntry(String entry) {
        String[] parts = entry.split(":");
        if (parts.length < 2 || !UUID_TEXT.matcher(parts[0].strip()).matches()) {
            throw invalid(entry);
        }
        GtidSource source = new GtidSource(UUID.fromString(parts[0].strip()), "");
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (TAG.matcher(part).matches()) {
                source = new GtidSource(source.server(), part);
                continue;
            }
            String[] bounds = part.split("-", -1);
            if (bounds.length > 2) {
                throw invalid(entry);
            }
            long start = number(bounds[0], entry);
            long end = number(bounds[bounds.length - 1], entry);
            if (start < 1) {
                throw invalid(entry);
            }
            if (end >= start) {
                addAll(source, start, end);
            }
        }
    }

    private static long number(String text, String entry) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new TidegateException(ErrorCode.POSITION_INVALID, "'" + entry + "' is not a GTID set", notANumber);
        }
    }

    private static TidegateException invalid(String entry) {
        return new TidegateException(ErrorCode.POSITION_INVALID, "'" + entry + "' is not a GTID set");
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    /** An independent set with the same members. */
    @Override
    public GtidSet copy() {
        return new GtidSet(new HashMap<>(sources));
    }

    boolean contains(GtidSource source, long number) {
        Intervals intervals = sources.get(source);
        return intervals != null && intervals.contains(number);
    }

    void add(GtidSource source, long number) {
        addAll(source, number, number);
    }

    private void addAll(GtidSource source, long start, long end) {
        Intervals intervals = sources.get(source);
        sources.put(source, intervals == null ? Intervals.of(start, end) : intervals.plus(start, end));
    }

    /** Whether the other set has all members of this one. */
    boolean isSubsetOf(GtidSet other) {
        return minus(other).isEmpty();
    }

    /** The members of this set that the other one does not have. */
    GtidSet minus(GtidSet other) {
        GtidSet left = empty();
        sources.forEach((source, intervals) -> {
            Intervals theirs = other.sources.get(source);
            if (theirs == null) {
                left.sources.put(source, intervals);
                return;
            }
            List<long[]> rest = intervals.minus(theirs);
            if (!rest.isEmpty()) {
                left.sources.put(source, Intervals.ofList(rest));
            }
        });
        return left;
    }

    /** The members of both. */
    GtidSet plus(GtidSet other) {
        GtidSet union = copy();
        other.sources.forEach((source, intervals) -> {
            for (int i = 0; i < intervals.count(); i++) {
                union.addAll(source, intervals.start(i), intervals.end(i));
            }
        });
        return union;
    }

    /**
     * The form of COM_BINLOG_DUMP_GTID and PREVIOUS_GTIDS events, with its variant for tags when there is one. Interval
     * ends are exclusive there.
     */
    byte[] encode() {
        boolean tagged =
                sources.keySet().stream().anyMatch(source -> !source.tag().isEmpty());
        ByteBuilder out = new ByteBuilder(64);
        if (tagged) {
            little(out, 1L | (long) sources.size() << 8 | 1L << 56);
        } else {
            little(out, sources.size());
        }
        ordered().forEach((source, intervals) -> {
            big(out, source.server().getMostSignificantBits());
            big(out, source.server().getLeastSignificantBits());
            if (tagged) {
                out.append((byte) (source.tag().length() << 1));
                out.appendAscii(source.tag());
            }
            little(out, intervals.count());
            for (int i = 0; i < intervals.count(); i++) {
                little(out, intervals.start(i));
                little(out, intervals.end(i) + 1);
            }
        });
        return out.toBytes();
    }

    /** Reads what {@link #encode} writes. */
    static GtidSet decode(EventBody body) {
        long head = body.i64();
        boolean tagged = head >>> 56 == 1;
        long count = tagged ? head >>> 8 & 0xFFFF_FFFF_FFFFL : head;
        GtidSet set = empty();
        for (long i = 0; i < count; i++) {
            UUID server = new UUID(Long.reverseBytes(body.i64()), Long.reverseBytes(body.i64()));
            GtidSource source = new GtidSource(server, tagged ? body.text(body.u8() >>> 1) : "");
            for (long left = body.i64(); left > 0; left--) {
                set.addAll(source, body.i64(), body.i64() - 1);
            }
        }
        return set;
    }

    private static void little(ByteBuilder out, long value) {
        big(out, Long.reverseBytes(value));
    }

    private static void big(ByteBuilder out, long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.append((byte) (value >>> shift));
        }
    }

    private Map<GtidSource, Intervals> ordered() {
        Map<GtidSource, Intervals> ordered = new TreeMap<>(GtidSource.ORDER);
        ordered.putAll(sources);
        return ordered;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GtidSet that && sources.equals(that.sources);
    }

    @Override
    public int hashCode() {
        return sources.hashCode();
    }

    /** MySQL's text form, sources in order; each tag as an entry of its own. */
    @Override
    public String toString() {
        return ordered().entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}

package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a reader is in the logs of MariaDB: the last transaction of each replication domain. Mutable and owned by one
 * thread.
 */
final class MariadbGtidState implements Gtids {
    /** The last transaction of a domain. */
    private record Last(long server, long sequence) {}

    private final Map<Long, Last> domains;

    private MariadbGtidState(Map<Long, Last> domains) {
        this.domains = domains;
    }

    static MariadbGtidState empty() {
        return new MariadbGtidState(new TreeMap<>());
    }

    /** From text like {@code 0-1-100,2-3-55}; anything else is POSITION_INVALID. */
    static MariadbGtidState parse(String text) {
        MariadbGtidState state = empty();
        for (String entry : text.split(",")) {
            String clean = entry.strip();
            if (clean.isEmpty()) {
                continue;
            }
            String[] parts = clean.split("-");
            try {
                if (parts.length != 3) {
                    throw new NumberFormatException("three numbers expected");
                }
                state.add(
                        Integer.parseUnsignedInt(parts[0]) & 0xFFFF_FFFFL,
                        Integer.parseUnsignedInt(parts[1]) & 0xFFFF_FFFFL,
                        Long.parseUnsignedLong(parts[2]));
            } catch (NumberFormatException notANumber) {
                throw new TidegateException(
                        ErrorCode.POSITION_INVALID, "'" + clean + "' is not a MariaDB GTID", notANumber);
            }
        }
        return state;
    }

    boolean isEmpty() {
        return domains.isEmpty();
    }

    @Override
    public MariadbGtidState copy() {
        return new MariadbGtidState(new TreeMap<>(domains));
    }

    void add(long domain, long server, long sequence) {
        domains.put(domain, new Last(server, sequence));
    }

    /** Whether the last transaction of the domain came from the same server and was this one or a later one. */
    boolean covers(long domain, long server, long sequence) {
        Last last = domains.get(domain);
        return last != null && last.server() == server && Long.compareUnsigned(sequence, last.sequence()) <= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MariadbGtidState that && domains.equals(that.domains);
    }

    @Override
    public int hashCode() {
        return domains.hashCode();
    }

    @Override
    public String toString() {
        return domains.entrySet().stream()
                .map(entry -> entry.getKey() + "-" + entry.getValue().server() + "-"
                        + Long.toUnsignedString(entry.getValue().sequence()))
                .collect(Collectors.joining(","));
    }
}

package io.tidegate.testkit.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks that each DDL arrives, in order, and is a barrier: by the producer's clock, which is one clock for all
 * partitions, no earlier row of its table was sent after it and no later one before it. Only first occurrences are
 * looked at; what a restart repeats is allowed to come late. Not thread safe.
 */
final class DdlOrder {
    private record Sent(String table, String sql, long timestamp) {}

    /** Rows of a table: commit-ts and time of sending in turn, two numbers a row. */
    private static final class Rows {
        private long[] numbers = new long[1024];
        private int size;

        void add(long commitTs, long timestamp) {
            if (size == numbers.length) {
                numbers = java.util.Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = commitTs;
            numbers[size++] = timestamp;
        }
    }

    private final TreeMap<Long, Sent> ddls = new TreeMap<>(Long::compareUnsigned);
    private final Map<String, Rows> rows = new HashMap<>();

    void ddl(Change change) {
        ddls.putIfAbsent(change.commitTs(), new Sent(change.table(), change.sql(), change.timestamp()));
    }

    void row(Change change) {
        rows.computeIfAbsent(change.table(), table -> new Rows()).add(change.commitTs(), change.timestamp());
    }

    /** @param executed the statements that were executed for certain, in order */
    List<String> violations(List<String> executed) {
        List<String> violations = new ArrayList<>();
        ddls.values().stream().map(Sent::table).distinct().forEach(table -> checkBarriers(table, violations));
        checkComplete(executed, violations);
        return violations;
    }

    private void checkBarriers(String table, List<String> violations) {
        TreeMap<Long, Sent> own = new TreeMap<>(Long::compareUnsigned);
        ddls.forEach((commitTs, ddl) -> {
            if (ddl.table().equals(table)) {
                own.put(commitTs, ddl);
            }
        });
        Rows all = rows.getOrDefault(table, new Rows());
        for (int i = 0; i < all.size; i += 2) {
            long commitTs = all.numbers[i];
            long timestamp = all.numbers[i + 1];
            Map.Entry<Long, Sent> before = own.lowerEntry(commitTs);
            Map.Entry<Long, Sent> after = own.higherEntry(commitTs);
            if (before != null && timestamp < before.getValue().timestamp()) {
                violations.add(wrongSide(table, commitTs, before.getKey()));
            }
            if (after != null && timestamp > after.getValue().timestamp()) {
                violations.add(wrongSide(table, commitTs, after.getKey()));
            }
        }
    }

    /** Those executed must come in their order; between them may be some of which nobody knows whether they happened. */
    private void checkComplete(List<String> executed, List<String> violations) {
        List<String> arrived = ddls.values().stream().map(Sent::sql).toList();
        int next = 0;
        for (String statement : executed) {
            int found = arrived.subList(next, arrived.size()).indexOf(statement);
            if (found < 0) {
                violations.add("lost or out of order: the DDL " + statement);
            } else {
                next += found + 1;
            }
        }
    }

    private static String wrongSide(String table, long rowTs, long ddlTs) {
        return "a row of " + table + " with commit-ts " + Long.toUnsignedString(rowTs)
                + " was sent on the wrong side of the DDL at " + Long.toUnsignedString(ddlTs);
    }
}

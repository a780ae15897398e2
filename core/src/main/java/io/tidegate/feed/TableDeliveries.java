package io.tidegate.feed;

import io.tidegate.encode.TableRows;
import io.tidegate.model.TableName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** What a changefeed has delivered of each table since it was started. Thread safe. */
final class TableDeliveries {
    /** Slowest first: the oldest waiting change, then, as nothing waits, the most rows. */
    private static final Comparator<TableLag> SLOWEST_FIRST = Comparator.comparing(
                    TableLag::oldestWaitingTs, TableDeliveries::oldestFirst)
            .thenComparing(TableLag::rows, Comparator.reverseOrder())
            .thenComparing(lag -> lag.table().toString());

    private final Map<TableName, Delivered> tables = new HashMap<>();

    private static final class Delivered {
        private long rows;
        private long bytes;
    }

    /** The rows of a batch were acknowledged. */
    synchronized void add(List<TableRows> batch) {
        for (TableRows some : batch) {
            Delivered delivered = tables.computeIfAbsent(some.table().name(), table -> new Delivered());
            delivered.rows += some.rows();
            delivered.bytes += some.bytes();
        }
    }

    /**
     * The tables that are behind most, at most so many.
     *
     * @param waiting commit-ts of the oldest row of each table that waits
     */
    synchronized List<TableLag> slowest(Map<TableName, Long> waiting, int limit) {
        PriorityQueue<TableLag> found = new PriorityQueue<>(limit + 1, SLOWEST_FIRST.reversed());
        Stream.concat(tables.keySet().stream(), waiting.keySet().stream().filter(table -> !tables.containsKey(table)))
                .forEach(table -> {
                    found.add(lag(table, waiting.getOrDefault(table, 0L)));
                    if (found.size() > limit) {
                        found.remove();
                    }
                });
        return found.stream().sorted(SLOWEST_FIRST).toList();
    }

    private TableLag lag(TableName table, long oldestWaitingTs) {
        Delivered delivered = tables.get(table);
        return delivered == null
                ? new TableLag(table, 0, 0, oldestWaitingTs)
                : new TableLag(table, delivered.rows, delivered.bytes, oldestWaitingTs);
    }

    private static int oldestFirst(long one, long other) {
        // Nothing waits: 0 becomes the largest unsigned number.
        return Long.compareUnsigned(one - 1, other - 1);
    }
}

package io.tidegate.testkit.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that a DDL is a barrier: by the producer's clock, which is one clock for all partitions, no earlier row of its
 * table was sent after it and no later one before it. Only first occurrences are looked at; what a restart repeats is
 * allowed to come late. Not thread safe.
 */
final class DdlOrder {
    private record Sent(long commitTs, long timestamp) {}

    private final Map<String, List<Sent>> ddls = new HashMap<>();
    private final Map<String, List<Sent>> rows = new HashMap<>();

    void ddl(Change change) {
        List<Sent> known = ddls.computeIfAbsent(change.table(), table -> new ArrayList<>());
        if (known.stream().noneMatch(ddl -> ddl.commitTs() == change.commitTs())) {
            known.add(new Sent(change.commitTs(), change.timestamp()));
        }
    }

    void row(Change change) {
        rows.computeIfAbsent(change.table(), table -> new ArrayList<>())
                .add(new Sent(change.commitTs(), change.timestamp()));
    }

    List<String> violations() {
        List<String> violations = new ArrayList<>();
        ddls.forEach((table, list) -> {
            for (Sent ddl : list) {
                for (Sent row : rows.getOrDefault(table, List.of())) {
                    boolean earlier = Long.compareUnsigned(row.commitTs(), ddl.commitTs()) < 0;
                    if (earlier ? row.timestamp() > ddl.timestamp() : row.timestamp() < ddl.timestamp()) {
                        violations.add("a row of " + table + " with commit-ts "
                                + Long.toUnsignedString(row.commitTs()) + " was sent on the wrong side of the DDL at "
                                + Long.toUnsignedString(ddl.commitTs()));
                    }
                }
            }
        });
        return violations;
    }
}

package io.tidegate.testkit.ledger;

import io.tidegate.testkit.ledger.Change.Kind;
import io.tidegate.testkit.ledger.Journal.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Folds the messages of a changefeed back into tables and holds them against what was written. Four things must be so:
 *
 * <ol>
 *   <li>every journaled write is in a message, and the folded tables equal what the database holds;
 *   <li>the versions of a key never go back in its partition, except behind a restart, and then never to before the
 *       checkpoint that was stored when the changefeed was down;
 *   <li>in time, a DDL stands behind every earlier row of its table and before every later one;
 *   <li>everything up to a stored checkpoint was in its topic when that checkpoint was looked at.
 * </ol>
 *
 * <p>Messages of a partition must come in the order of their offsets. Not thread safe.
 */
public final class Ledger {
    private static final int MAX_COMPLAINTS = 100;

    private final Map<String, KeyedTable> tables;
    private final Journal journal;
    private final List<Replay> replays = new ArrayList<>();
    private final Map<String, Map<List<@Nullable String>, Map<String, @Nullable String>>> folded = new TreeMap<>();
    private final Map<RowKey, Long> lastVersion = new HashMap<>();
    private final Map<Occurrence, Long> seen = new HashMap<>();
    private final Set<Write> found = new HashSet<>();
    private final DdlOrder ddlOrder = new DdlOrder();
    private final List<String> complaints = new ArrayList<>();
    private long rows;
    private long regressed;
    private long duplicates;

    private record RowKey(String table, List<@Nullable String> key) {}

    private record Occurrence(String table, List<@Nullable String> key, boolean deleted, long version) {}

    public Ledger(List<KeyedTable> tables, Journal journal) {
        this.tables = tables.stream().collect(Collectors.toMap(KeyedTable::name, Function.identity()));
        this.journal = journal;
        tables.forEach(table -> folded.put(table.name(), new HashMap<>()));
    }

    /** Declares a restart, before the messages that follow it are added. */
    public void declare(Replay replay) {
        replays.add(replay);
    }

    /** Adds the next message. */
    public void add(Change change) {
        KeyedTable table = tables.get(change.table());
        if (table == null) {
            return;
        }
        if (change.kind() == Kind.DDL) {
            ddlOrder.ddl(change);
        } else if (change.isRow()) {
            addRow(table, change);
        }
    }

    /**
     * Compares everything with the journal and the database.
     *
     * @param actual the tables as the database holds them: table to key to column texts as the message format prints them
     */
    public Verdict close(Map<String, Map<List<@Nullable String>, Map<String, @Nullable String>>> actual) {
        long lost = 0;
        for (Write write : journal.mustBeThere()) {
            if (!found.contains(write)) {
                lost++;
                complain("lost: " + write);
            }
        }
        for (Write write : found) {
            if (!journal.knows(write) && !isHalfOfUpdate(write)) {
                complain("never written: " + write);
            }
        }
        tables.keySet().forEach(table -> compare(table, actual.getOrDefault(table, Map.of())));
        ddlOrder.violations().forEach(this::complain);
        long keys = folded.values().stream().mapToLong(Map::size).sum();
        return new Verdict(rows, keys, lost, regressed, duplicates, complaints);
    }

    /** An UPDATE of a key column arrives as DELETE of the version before and INSERT of the new one. */
    private boolean isHalfOfUpdate(Write write) {
        return write.deleted() && journal.knows(new Write(write.table(), write.version(), false));
    }

    private void addRow(KeyedTable table, Change change) {
        rows++;
        List<@Nullable String> key = key(table, change.values());
        String versionText = change.values().get(KeyedTable.VERSION);
        if (versionText == null) {
            complain("a row without a version: " + change);
            return;
        }
        long version = Long.parseLong(versionText);
        boolean deleted = change.kind() == Kind.DELETE;
        found.add(new Write(table.name(), version, deleted));
        boolean repeated =
                seen.putIfAbsent(new Occurrence(table.name(), key, deleted, version), change.offset()) != null;
        if (repeated) {
            duplicates++;
            checkReplay(change, "repeats");
        } else {
            checkEarlierCheckpoints(change);
            ddlOrder.row(change);
        }
        Long last = lastVersion.put(new RowKey(table.name(), key), version);
        if (last != null && version < last && !repeated) {
            regressed++;
            complain("went back from version " + last + ": " + change);
        }
        fold(table, change, key);
    }

    /** What is repeated must lie behind the checkpoint of a declared restart. */
    private void checkReplay(Change change, String what) {
        boolean declared = replays.stream()
                .anyMatch(replay -> Long.compareUnsigned(change.commitTs(), replay.checkpointTs()) > 0
                        && change.offset() >= replay.ends().getOrDefault(partition(change), 0L));
        if (!declared) {
            regressed++;
            complain(what + " without a restart that explains it: " + change);
        }
    }

    /** What comes for the first time behind a restart must not lie before the checkpoint stored then. */
    private void checkEarlierCheckpoints(Change change) {
        for (Replay replay : replays) {
            if (Long.compareUnsigned(change.commitTs(), replay.checkpointTs()) <= 0
                    && change.offset() >= replay.ends().getOrDefault(partition(change), 0L)) {
                complain("the checkpoint " + Long.toUnsignedString(replay.checkpointTs()) + " was ahead of: " + change);
            }
        }
    }

    private void fold(KeyedTable table, Change change, List<@Nullable String> key) {
        Map<List<@Nullable String>, Map<String, @Nullable String>> rowsByKey = rowsOf(table.name());
        if (change.kind() == Kind.DELETE) {
            rowsByKey.remove(key);
            return;
        }
        if (change.kind() == Kind.UPDATE) {
            List<@Nullable String> oldKey = key(table, change.old());
            if (!oldKey.contains(null) && !oldKey.equals(key)) {
                rowsByKey.remove(oldKey);
            }
        }
        rowsByKey.put(key, change.values());
    }

    private void compare(String table, Map<List<@Nullable String>, Map<String, @Nullable String>> actual) {
        Map<List<@Nullable String>, Map<String, @Nullable String>> fromTopics = rowsOf(table);
        actual.forEach((key, row) -> {
            Map<String, @Nullable String> other = fromTopics.get(key);
            if (other == null) {
                complain(table + key + " is in the database only");
            } else {
                row.forEach((column, text) -> {
                    if (!Objects.equals(text, other.get(column))) {
                        complain(table + key + "." + column + " is <" + text + "> in the database and <"
                                + other.get(column) + "> in the topics");
                    }
                });
            }
        });
        fromTopics.keySet().forEach(key -> {
            if (!actual.containsKey(key)) {
                complain(table + key + " is in the topics only");
            }
        });
    }

    private Map<List<@Nullable String>, Map<String, @Nullable String>> rowsOf(String table) {
        return folded.computeIfAbsent(table, name -> new HashMap<>());
    }

    private void complain(String sentence) {
        if (complaints.size() < MAX_COMPLAINTS) {
            complaints.add(sentence);
        }
    }

    private static TopicPartition partition(Change change) {
        return new TopicPartition(change.topic(), change.partition());
    }

    private static List<@Nullable String> key(KeyedTable table, Map<String, @Nullable String> values) {
        List<@Nullable String> key = new ArrayList<>();
        table.key().forEach(column -> key.add(values.get(column)));
        return key;
    }
}

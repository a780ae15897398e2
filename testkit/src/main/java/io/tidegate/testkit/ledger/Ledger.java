package io.tidegate.testkit.ledger;

import io.tidegate.testkit.ledger.Change.Kind;
import io.tidegate.testkit.ledger.Journal.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Folds the messages of a changefeed back into tables and holds them against what was written. Five things must be so:
 *
 * <ol>
 *   <li>every journaled write is in a message, no other is, and the folded tables equal what the database holds;
 *   <li>the versions of a key never go back, except behind a restart, and then never to before the checkpoint that was
 *       stored when the changefeed was down;
 *   <li>every journaled DDL arrives, and in time it stands behind every earlier row of its table and before every later
 *       one;
 *   <li>everything up to a stored checkpoint was in its topic when that checkpoint was looked at;
 *   <li>nothing comes for the first time behind a watermark of its partition that promised it had come.
 * </ol>
 *
 * <p>Messages of a partition must come in the order of their offsets. Not thread safe.
 */
public final class Ledger {
    private static final int MAX_COMPLAINTS_OF_A_KIND = 30;

    private final Map<String, FoldedTable> folded = new TreeMap<>();
    private final Journal journal;
    private final List<Replay> replays = new ArrayList<>();
    private final Writes found = new Writes();
    private final DdlOrder ddlOrder = new DdlOrder();
    private final Watermarks watermarks = new Watermarks();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> kinds = new HashMap<>();
    private long rows;
    private long regressed;
    private long newestVersion;

    public Ledger(List<KeyedTable> tables, Journal journal) {
        this.journal = journal;
        tables.forEach(table -> folded.put(table.name(), new FoldedTable(table)));
    }

    /** Declares a restart, before the messages that follow it are added. */
    public void declare(Replay replay) {
        replays.add(replay);
    }

    /** Adds the next message. */
    public void add(Change change) {
        FoldedTable table = folded.get(change.table());
        if (change.kind() == Kind.WATERMARK) {
            watermarks.add(change);
        } else if (table != null && change.kind() == Kind.DDL) {
            ddlOrder.ddl(change);
        } else if (table != null) {
            addRow(table, change);
        }
    }

    /** The highest version found so far: once it is above that of the journal at some time, newer rows have arrived. */
    public long newestVersion() {
        return newestVersion;
    }

    /** The watermark that all of these partitions have reached, 0 before the first. */
    public long watermark(Collection<TopicPartition> partitions) {
        return watermarks.passedByAll(partitions);
    }

    /**
     * Compares everything with the journal and the database.
     *
     * @param actual the tables as the database holds them: table to key to column texts as the message format prints them
     */
    public Verdict close(Map<String, Map<List<@Nullable String>, Map<String, @Nullable String>>> actual) {
        List<Write> lost = journal.missingFrom(found);
        lost.forEach(write -> complain("lost: ", write));
        journal.inventedBy(found).forEach(write -> complain("never written: ", write));
        folded.forEach((name, table) ->
                table.compare(actual.getOrDefault(name, Map.of()), difference -> complain("", difference)));
        ddlOrder.violations(journal.definitions()).forEach(violation -> complain("definitions: ", violation));
        long keys = folded.values().stream().mapToLong(FoldedTable::size).sum();
        return new Verdict(rows, keys, lost.size(), regressed, rows - found.size(), complaints);
    }

    private void addRow(FoldedTable table, Change change) {
        rows++;
        long version = Long.parseLong(String.valueOf(change.values().get(KeyedTable.VERSION)));
        newestVersion = Math.max(newestVersion, version);
        boolean first = found.add(new Write(change.table(), version, change.kind() == Kind.DELETE));
        if (first) {
            checkPromises(change);
            ddlOrder.row(change);
        } else if (replays.stream().noneMatch(replay -> replay.explains(change))) {
            regressed++;
            complain("repeats without a restart that explains it: ", change);
        }
        Long last = table.replaceVersion(change, version);
        if (first && last != null && version < last) {
            regressed++;
            complain("went back: ", change + " behind version " + last);
        }
        table.fold(change);
    }

    /** What comes for the first time must not lie before a checkpoint or a watermark that says it came already. */
    private void checkPromises(Change change) {
        for (Replay replay : replays) {
            if (replay.denies(change)) {
                complain("a checkpoint was ahead of: ", change + " behind " + replay);
            }
        }
        if (watermarks.passed(change)) {
            complain("a watermark was ahead of: ", change);
        }
    }

    private void complain(String kind, Object what) {
        if (kinds.merge(kind, 1, Integer::sum) <= MAX_COMPLAINTS_OF_A_KIND) {
            complaints.add(kind + what);
        }
    }
}

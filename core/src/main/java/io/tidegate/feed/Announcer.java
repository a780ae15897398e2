package io.tidegate.feed;

import io.tidegate.encode.AnnouncementRules;
import io.tidegate.encode.Announcements;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.TableRows;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.Sink;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells consumers of one lane's partitions the definitions of tables, for a format that has {@link Announcements}. A lane
 * walks the slots in sequence, so it can promise what no worker could: in each partition that gets announcements, that of
 * a table comes before the table's first row, and before the first row of every version that no DDL message told there.
 * While rows flow it is repeated, so that a consumer that starts in the middle need not wait for long. A run knows nothing
 * of what earlier runs announced. Used by the thread of its lane, {@link #told} apart.
 */
final class Announcer {
    /** How often tables are looked at. TiCDC looks as often. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A table without rows for so long is forgotten; its next row counts as its first. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(30);

    private final @Nullable Announcements announcements;
    private final WholeMessages whole;
    private final Sink sink;
    private final int lane;
    private final Delivery delivery;
    private final LongSupplier nanoClock;
    private final Map<TableName, Announced> tables = new HashMap<>();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private long lookNanos;

    /** What a DDL told in a topic. */
    private record Told(TableVersion version, String topic) {}

    /** What was announced of a table last, and the rows since then. */
    private static final class Announced {
        TableVersion version;
        String topic;
        int partitions;
        long sentNanos;
        long rowNanos;
        long rows;

        Announced(TableVersion version, String topic, int partitions) {
            this.version = version;
            this.topic = topic;
            this.partitions = partitions;
        }
    }

    /**
     * @param announcements of the format; null for none, or if rows cause none
     * @param lane whose partitions are told
     * @param delivery hears of announcements that could not be sent
     * @param nanoClock monotonic nanoseconds
     */
    Announcer(
            @Nullable Announcements announcements,
            WholeMessages whole,
            Sink sink,
            int lane,
            Delivery delivery,
            LongSupplier nanoClock) {
        this.announcements = announcements != null && announcements.rules().followRows() ? announcements : null;
        this.whole = whole;
        this.sink = sink;
        this.lane = lane;
        // Nobody waits for an announcement: rows that depend on it fail with it, or come after it.
        this.delivery = delivery;
        this.nanoClock = nanoClock;
        this.lookNanos = nanoClock.getAsLong() + LOOK_NANOS;
    }

    /** Announces what must be known before the rows of a batch; to be called before they are sent. */
    void beforeRows(RecordBatch records) throws InterruptedException {
        if (announcements == null) {
            return;
        }
        long now = nanoClock.getAsLong();
        learnWhatWasTold();
        for (TableRows rows : records.tables()) {
            TableVersion version = rows.table();
            int partitions = sink.partitions(rows.topic());
            Announced known = tables.get(version.name());
            if (known == null || !knows(known, version, rows.topic(), partitions)) {
                known = new Announced(version, rows.topic(), partitions);
                tables.put(version.name(), known);
                announce(announcements, known, now);
            }
            known.version = version;
            known.rowNanos = now;
            known.rows += rows.count();
        }
    }

    /**
     * The message of a DDL went to every partition of a topic and told the definition there. Called by the thread that
     * delivered it, before any lane passes on.
     */
    void told(Ddl ddl, String topic) {
        TableVersion version = ddl.newVersion();
        if (announcements != null && version != null) {
            told.add(new Told(version, topic));
        }
    }

    /** When {@link #repeat} is to be called next, by the clock. */
    long dueNanos() {
        return announcements == null ? nanoClock.getAsLong() + Pipeline.FOREVER_NANOS : lookNanos;
    }

    boolean isDue() {
        return announcements != null && nanoClock.getAsLong() - lookNanos >= 0;
    }

    /** Repeats the announcements that are old or followed by many rows, and forgets tables without rows. */
    void repeat() throws InterruptedException {
        if (announcements == null) {
            return;
        }
        long now = nanoClock.getAsLong();
        lookNanos = now + LOOK_NANOS;
        AnnouncementRules rules = announcements.rules();
        learnWhatWasTold();
        tables.values().removeIf(table -> now - table.rowNanos > QUIET_NANOS);
        for (Announced table : tables.values()) {
            if (now - table.sentNanos >= rules.intervalNanos() || table.rows >= rules.rows()) {
                announce(announcements, table, now);
            }
        }
    }

    /** A table that is known in the topic needs no announcement of its next version; a new one still does, as in TiCDC. */
    private void learnWhatWasTold() {
        for (Told next = told.poll(); next != null; next = told.poll()) {
            Announced known = tables.get(next.version().name());
            if (known != null && known.version.id() == next.version().id() && known.topic.equals(next.topic())) {
                known.version = next.version();
            }
        }
    }

    private void announce(Announcements format, Announced table, long now) throws InterruptedException {
        EncodedMessage message = format.announcement(table.version);
        whole.require(message, table.topic, table.version);
        RecordBatch records = new RecordBatch();
        int partitions = format.rules().everyPartition() ? table.partitions : 1;
        for (int partition = 0; partition < partitions; partition++) {
            records.add(table.topic, partition, message.key(), message.value());
        }
        sink.send(lane, records, delivery);
        table.sentNanos = now;
        table.rows = 0;
    }

    private static boolean knows(Announced known, TableVersion version, String topic, int partitions) {
        boolean sameVersion = known.version == version
                || (version.schemaVersion() != 0 && known.version.schemaVersion() == version.schemaVersion());
        return sameVersion
                && known.version.id() == version.id()
                && known.topic.equals(topic)
                && known.partitions == partitions;
    }
}

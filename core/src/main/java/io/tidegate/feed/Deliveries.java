package io.tidegate.feed;

import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.TableRows;
import io.tidegate.model.TableName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a changefeed has sent and what of it was acknowledged, since it was started and over all its runs. Told of batches,
 * never of rows. Thread safe.
 */
final class Deliveries {
    private static final int SLOWEST = 10;

    private final InstantSource clock;
    private final LastSeconds recentRows;
    private final TableDeliveries tables = new TableDeliveries();
    private long rows;
    private long records;
    private long bytes;
    private @Nullable Instant lastDelivered;

    /**
     * @param clock tells the time of a delivery
     * @param nanoClock monotonic nanoseconds
     */
    Deliveries(InstantSource clock, LongSupplier nanoClock) {
        this.clock = clock;
        this.recentRows = new LastSeconds(nanoClock);
    }

    /** All records of a batch were handed to the sink. */
    synchronized void sent(RecordBatch batch) {
        rows += batch.rows();
        records += batch.size();
        bytes += batch.bytes();
        recentRows.add(batch.rows());
    }

    /** A DDL or a batch with records is safe, and everything before it. */
    synchronized void delivered(List<TableRows> batch) {
        lastDelivered = clock.instant();
        tables.add(batch);
    }

    synchronized long rows() {
        return rows;
    }

    synchronized long records() {
        return records;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Rows handed to the sink per second, over the last ten seconds. */
    double rowsPerSecond() {
        return recentRows.perSecond();
    }

    /** When the last change was delivered, null before the first. */
    synchronized @Nullable Instant lastDelivered() {
        return lastDelivered;
    }

    /** The tables that are behind most, see {@link TableDeliveries#slowest}. */
    List<TableLag> slowest(Map<TableName, Long> waiting) {
        return tables.slowest(waiting, SLOWEST);
    }
}

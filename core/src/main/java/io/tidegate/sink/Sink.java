package io.tidegate.sink;

import io.tidegate.check.Check;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import java.util.Collection;
import java.util.List;

/**
 * Where messages go. A sink has a fixed number of lanes; a partition always belongs to the same lane, and what is sent
 * on a lane arrives in order. Failures are {@link io.tidegate.error.TidegateException}s.
 */
public interface Sink extends AutoCloseable {
    /** Connects and makes the default topic exist. Takes a minute at most, then fails. */
    void start();

    /** See {@link io.tidegate.encode.MessageLimits}; fits its shape. Known once started. */
    int maxMessageBytes(String topic);

    /** How many lanes there are; lane numbers start at 0. */
    int lanes();

    /** The lane of a partition. */
    int lane(String topic, int partition);

    /**
     * Sends the records of a batch that belong to a lane, in order. Called by one thread per lane; waits while buffers
     * are full.
     *
     * @param delivery hears of each of these records
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    void send(int lane, RecordBatch batch, Delivery delivery) throws InterruptedException;

    /**
     * Sends one message to partitions {@code 0 … partitions - 1} of a topic and waits until all have it. Goes on trying
     * while the sink cannot be reached.
     *
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    void deliver(String topic, int partitions, EncodedMessage message) throws InterruptedException;

    /** See {@link io.tidegate.route.PartitionCounts}; fits its shape. */
    int partitions(String topic);

    /** What its clients say of themselves now; asks nobody else, and may be called at any time by anyone. */
    default SinkStatistics statistics() {
        return SinkStatistics.NONE;
    }

    /** Everything that must hold before messages can be sent to these topics. */
    List<Check> check(Collection<String> topics);

    /** Stops without waiting for what is not acknowledged. */
    @Override
    void close();
}

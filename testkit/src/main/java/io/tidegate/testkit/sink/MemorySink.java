package io.tidegate.testkit.sink;

import io.tidegate.check.Check;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.Sink;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sink that keeps messages in {@link MemoryTopics}. A record arrives when it is sent, as on a broker, but its
 * acknowledgement can be held back, given later, or replaced by a failure. Thread safe.
 */
public final class MemorySink implements Sink {
    private final MemoryTopics topics;
    private final int lanes;
    private final int partitions;
    private final Deque<Delivery> held = new ArrayDeque<>();
    private boolean holding;
    private @Nullable TidegateException startFailure;
    private @Nullable TidegateException sendFailure;
    private int sendsBeforeFailure;
    private int takes = Integer.MAX_VALUE;
    private boolean silent;
    private @Nullable TidegateException lookupFailure;

    public MemorySink(MemoryTopics topics, int lanes, int partitions) {
        this.topics = topics;
        this.lanes = lanes;
        this.partitions = partitions;
    }

    /** From now on records arrive but are not acknowledged. */
    public synchronized void holdAcknowledgements() {
        holding = true;
    }

    /** Acknowledges everything that was held back, the latest first, and holds nothing back any more. */
    public void releaseAcknowledgements() {
        Deque<Delivery> due;
        synchronized (this) {
            holding = false;
            due = new ArrayDeque<>(held);
            held.clear();
        }
        while (!due.isEmpty()) {
            due.removeLast().acknowledged();
        }
    }

    /** Starting fails with this. */
    public synchronized void failStart(TidegateException cause) {
        startFailure = cause;
    }

    /** The record after so many is lost and fails with this. */
    public synchronized void failSend(int afterRecords, TidegateException cause) {
        sendsBeforeFailure = afterRecords;
        sendFailure = cause;
    }

    /** From now on nobody is told the partitions of a topic: whoever asks waits. */
    public synchronized void holdLookups() {
        silent = true;
    }

    /** From now on whoever asks for the partitions of a topic gets this; null for an answer. */
    public synchronized void failLookups(@Nullable TidegateException cause) {
        lookupFailure = cause;
    }

    /** Answers all who asked for the partitions of a topic, and all who will. */
    public synchronized void releaseLookups() {
        silent = false;
        notifyAll();
    }

    /** Messages with more bytes of value are refused as too large, whatever {@link #maxMessageBytes} says. */
    public synchronized void refuseMoreThan(int valueBytes) {
        takes = valueBytes;
    }

    @Override
    public synchronized void start() {
        if (startFailure != null) {
            throw startFailure;
        }
    }

    @Override
    public int maxMessageBytes(String topic) {
        return 1 << 20;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public int lane(String topic, int partition) {
        return partition % lanes;
    }

    @Override
    public void send(int lane, RecordBatch batch, Delivery delivery) {
        for (int i = 0; i < batch.size(); i++) {
            if (lane(batch.topic(i), batch.partition(i)) == lane) {
                sendOne(batch.topic(i), batch.partition(i), batch.value(i), delivery);
            }
        }
    }

    @Override
    public void deliver(String topic, int count, EncodedMessage message) {
        for (int partition = 0; partition < count; partition++) {
            topics.append(topic, partition, message.value());
        }
    }

    @Override
    public synchronized int partitions(String topic) {
        try {
            while (silent) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "interrupted", e);
        }
        if (lookupFailure != null) {
            throw lookupFailure;
        }
        return partitions;
    }

    @Override
    public List<Check> check(Collection<String> names) {
        return List.of();
    }

    @Override
    public void close() {}

    private void sendOne(String topic, int partition, byte @Nullable [] value, Delivery delivery) {
        if (value != null && value.length > takes()) {
            delivery.refused(
                    topic,
                    value.length + MessageLimits.RECORD_OVERHEAD,
                    new TidegateException(ErrorCode.MESSAGE_REFUSED, "the sink refuses it"));
            return;
        }
        TidegateException failure;
        synchronized (this) {
            failure = sendFailure != null && sendsBeforeFailure-- <= 0 ? sendFailure : null;
            if (failure == null) {
                topics.append(topic, partition, value);
                if (holding) {
                    held.add(delivery);
                    return;
                }
            }
        }
        if (failure == null) {
            delivery.acknowledged();
        } else {
            delivery.failed(failure);
        }
    }

    private synchronized int takes() {
        return takes;
    }
}

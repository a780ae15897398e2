package io.tidegate.testkit.sink;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.TransactionalSink;
import io.tidegate.testkit.sink.MemoryTransactions.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sink whose messages arrive in {@link MemoryTransactions} when they are committed. A commit can fail, before it
 * happened or after it, as one whose answer got lost. Used by one thread, apart from the wishes of a test.
 */
public final class MemoryTransactionalSink implements TransactionalSink {
    private final MemoryTransactions cluster;
    private final int partitions;
    private final List<Message> sent = new ArrayList<>();
    private Optional<Checkpoint> committed = Optional.empty();
    private volatile @Nullable TidegateException nextFailure;
    private volatile boolean failsAfterwards;
    private volatile @Nullable TidegateException nextSendFailure;

    public MemoryTransactionalSink(MemoryTransactions cluster, int partitions) {
        this.cluster = cluster;
        this.partitions = partitions;
    }

    /**
     * The next commit fails with this.
     *
     * @param afterwards whether it happens all the same
     */
    public void failCommit(TidegateException cause, boolean afterwards) {
        failsAfterwards = afterwards;
        nextFailure = cause;
    }

    /** The next record is given up with this, and what comes after it is taken as if nothing had happened. */
    public void failSend(TidegateException cause) {
        nextSendFailure = cause;
    }

    @Override
    public void start() {
        cluster.takeOver(this);
        committed = cluster.checkpoint();
    }

    @Override
    public Optional<Checkpoint> committed() {
        return committed;
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        TidegateException failure = nextFailure;
        if (failure == null || failsAfterwards) {
            cluster.commit(this, sent, checkpoint);
            sent.clear();
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int maxMessageBytes(String topic) {
        return 1 << 20;
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public int lane(String topic, int partition) {
        return 0;
    }

    @Override
    public void send(int lane, RecordBatch batch, Delivery delivery) {
        for (int i = 0; i < batch.size(); i++) {
            TidegateException failure = nextSendFailure;
            if (failure == null) {
                add(batch.topic(i), batch.partition(i), batch.value(i));
                delivery.acknowledged();
            } else {
                nextSendFailure = null;
                delivery.failed(failure);
            }
        }
    }

    @Override
    public void deliver(String topic, int count, EncodedMessage message) {
        for (int partition = 0; partition < count; partition++) {
            add(topic, partition, message.value());
        }
    }

    @Override
    public int partitions(String topic) {
        return partitions;
    }

    @Override
    public List<Check> check(Collection<String> names) {
        return List.of();
    }

    @Override
    public void close() {}

    private void add(String topic, int partition, byte @Nullable [] value) {
        sent.add(new Message(topic, partition, value == null ? new byte[0] : value));
    }
}

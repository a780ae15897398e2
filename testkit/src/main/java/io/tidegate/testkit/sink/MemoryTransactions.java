package io.tidegate.testkit.sink;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster keeps for {@link MemoryTransactionalSink}s: the messages that were committed, the checkpoint committed
 * last, and which sink may commit: the one that was started last. Thread safe.
 */
public final class MemoryTransactions {
    private final MemoryTopics topics = new MemoryTopics();
    private @Nullable Checkpoint checkpoint;
    private @Nullable MemoryTransactionalSink owner;
    private int commits;

    /** A message on its way. */
    record Message(String topic, int partition, byte[] value) {}

    /** What was committed so far. */
    public MemoryTopics topics() {
        return topics;
    }

    /** The checkpoint committed last. */
    public synchronized Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    /** How many commits there were. */
    public synchronized int commits() {
        return commits;
    }

    synchronized void takeOver(MemoryTransactionalSink sink) {
        owner = sink;
    }

    synchronized void commit(MemoryTransactionalSink sink, List<Message> messages, Checkpoint behind) {
        if (owner != sink) {
            throw new TidegateException(ErrorCode.KAFKA_FENCED, "another sink was started");
        }
        messages.forEach(message -> topics.append(message.topic(), message.partition(), message.value()));
        checkpoint = behind;
        commits++;
    }
}

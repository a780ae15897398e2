package io.tidegate.kafka;

import io.tidegate.sink.Delivery;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Passes the producer's answers for all records of one batch on one lane to their delivery. The producer also calls it on
 * the thread that sends, before it returns, for a record that it did not even take into its buffer: such a refusal is
 * kept for the lane, which decides whether to try again.
 */
final class DeliveryCallback implements Callback {
    private final ProducerLane lane;
    private final Delivery delivery;
    private final Thread sender = Thread.currentThread();
    // Written and read by the sending thread alone.
    private @Nullable Exception refusal;

    DeliveryCallback(ProducerLane lane, Delivery delivery) {
        this.lane = lane;
        this.delivery = delivery;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception == null) {
            delivery.acknowledged();
        } else if (isSending()) {
            refusal = exception;
        } else {
            delivery.failed(lane.fail(exception, metadata == null ? "" : metadata.topic()));
        }
    }

    /** Whether this is the thread that sends, and so the record was not even taken. */
    boolean isSending() {
        return Thread.currentThread() == sender;
    }

    /** A record was refused for its size, before or after it was taken into the buffer. */
    void refused(String topic, int messageBytes, Exception why) {
        delivery.refused(topic, messageBytes, lane.refuse(topic, messageBytes, why));
    }

    /** Why the last record was not taken, null if it was. */
    @Nullable
    Exception takeRefusal() {
        Exception taken = refusal;
        refusal = null;
        return taken;
    }

    Delivery delivery() {
        return delivery;
    }
}

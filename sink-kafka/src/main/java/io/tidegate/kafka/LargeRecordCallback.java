package io.tidegate.kafka;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the producer and the callback of a batch for one record that is large enough for a topic to refuse: only
 * here its size is still known when the answer comes.
 *
 * @param messageBytes key, value and record overhead together
 */
record LargeRecordCallback(DeliveryCallback batch, String topic, int messageBytes) implements Callback {
    /** No topic in use takes less than this. */
    static final int FROM_BYTES = 1024;

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception instanceof RecordTooLargeException && !batch.isSending()) {
            batch.refused(topic, messageBytes, exception);
        } else {
            batch.onCompletion(metadata, exception);
        }
    }
}

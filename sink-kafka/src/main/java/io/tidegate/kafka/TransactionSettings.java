package io.tidegate.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What makes a producer one with transactions.
 *
 * @param transactionalId the name under which Kafka knows it
 * @param timeoutMillis after which Kafka aborts an open transaction
 */
record TransactionSettings(String transactionalId, int timeoutMillis) {
    /** A part of a source state fits, however small the messages of the changefeed are to be. */
    static final int LEAST_REQUEST_BYTES = 1 << 20;

    TransactionSettings(String transactionalId, Duration timeout) {
        this(transactionalId, (int) Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    }

    /** Adds to the properties of a producer. */
    void addTo(Map<String, Object> producer) {
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeoutMillis);
        producer.computeIfPresent(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                (name, bytes) -> Math.max(LEAST_REQUEST_BYTES, Integer.parseInt(bytes.toString())));
    }
}

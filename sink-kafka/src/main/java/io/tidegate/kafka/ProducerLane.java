package io.tidegate.kafka;

import io.tidegate.encode.MessageLimits;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One producer and the records that go through it in order. The lane fails once and for good: at the first record that
 * Kafka refuses it closes its producer, so that nothing sent later can arrive in place of it, and every record that is
 * not acknowledged by then fails with the same error. Being unreachable is no failure, the lane waits. Thread safe, but
 * order is that of the calls.
 *
 * <p>With transactions the producer stays open after a failure: {@link KafkaTransaction} commits nothing any more, and to
 * close it tells Kafka to abort the open transaction, so that consumers need not wait for that.
 */
final class ProducerLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProducerLane.class);

    /** How long the abort of an open transaction may take. */
    private static final Duration PATIENCE_TO_ABORT = Duration.ofSeconds(3);

    private final KafkaProducer<byte[], byte[]> producer;
    private final ProducerFigures figures;
    private final boolean transactional;
    private final TopicCatalog topics;
    private final KafkaFailures failures;
    private final OpenedPartitions opened = new OpenedPartitions();
    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicReference<@Nullable TidegateException> failure = new AtomicReference<>();

    ProducerLane(Map<String, Object> properties, TopicCatalog topics, KafkaFailures failures) {
        this.topics = topics;
        this.failures = failures;
        this.transactional = properties.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        try {
            this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failures.of(cause, ErrorCode.KAFKA_UNREACHABLE, AclOperation.WRITE, "");
        }
        this.figures = new ProducerFigures(
                producer.metrics(), String.valueOf(properties.get(ProducerConfig.CLIENT_ID_CONFIG)));
    }

    /**
     * Hands a record to the producer, waiting while it takes none. Its outcome goes to the callback's delivery. The first
     * record on a partition, and one that is larger than a batch, goes alone: it is acknowledged before another is sent.
     */
    void send(
            String topic,
            int partition,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers,
            DeliveryCallback callback)
            throws InterruptedException {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, partition, key, value, headers);
        int bytes = messageBytes(message);
        if (bytes > topics.maxMessageBytes(topic)) {
            tooLarge(topic, bytes, callback);
            return;
        }
        if (opened.contains(topic, partition) && bytes <= ClientSettings.BATCH_BYTES) {
            // The callback hears everything that the future would tell.
            var unused = hand(message, callback);
            return;
        }
        opening.lockInterruptibly();
        try {
            Future<RecordMetadata> sent = hand(message, callback);
            if (sent != null) {
                open(topic, partition, sent);
            }
        } finally {
            opening.unlock();
        }
    }

    // Rows were held against the limit when they were encoded; other messages meet it here.
    private void tooLarge(String topic, int bytes, DeliveryCallback callback) {
        TidegateException failed = failure.get();
        if (failed != null) {
            callback.delivery().failed(failed);
        } else {
            callback.refused(
                    topic, bytes, new RecordTooLargeException("the topic takes " + topics.maxMessageBytes(topic)));
        }
    }

    private void open(String topic, int partition, Future<RecordMetadata> first) throws InterruptedException {
        try {
            first.get();
            opened.add(topic, partition);
        } catch (ExecutionException e) {
            // The callback has told the delivery and ended the lane.
            LOG.debug("a record that went alone failed topic={} partition={}", topic, partition, e);
        }
    }

    /** Null when the lane has failed, which the delivery was told. */
    private @Nullable Future<RecordMetadata> hand(ProducerRecord<byte[], byte[]> message, DeliveryCallback callback)
            throws InterruptedException {
        String topic = message.topic();
        int bytes = messageBytes(message);
        Callback heard =
                bytes < LargeRecordCallback.FROM_BYTES ? callback : new LargeRecordCallback(callback, topic, bytes);
        TidegateException failed = failure.get();
        while (failed == null) {
            Future<RecordMetadata> sent;
            try {
                sent = producer.send(message, heard);
            } catch (InterruptException e) {
                // Kafka's exception leaves the flag set; ours is the signal now.
                Thread.interrupted();
                throw (InterruptedException) new InterruptedException("waiting for Kafka").initCause(e);
            } catch (KafkaException | IllegalStateException e) {
                failed = failEarlier(e, topic);
                break;
            }
            Exception refusal = callback.takeRefusal();
            if (refusal == null) {
                return sent;
            }
            if (refusal instanceof RecordTooLargeException && heard != callback) {
                callback.refused(topic, bytes, refusal);
                return null;
            }
            failed = refusal instanceof TimeoutException
                    ? stalled(topic, message.partition(), refusal)
                    : fail(refusal, topic);
        }
        callback.delivery().failed(failed);
        return null;
    }

    /** Ends the lane because of this, unless it ended before; returns why it ended. */
    TidegateException fail(Throwable thrown, String topic) {
        TidegateException before = failure.get();
        if (before != null) {
            return before;
        }
        return end(failures.of(thrown, ErrorCode.KAFKA_SEND, AclOperation.WRITE, topic));
    }

    /**
     * Ends the lane because a producer with transactions refuses a call for the failure of an earlier record. It does so a
     * moment before that record's own callback is called. When the record was too large, that callback alone knows its
     * topic and size, and then another try is worth it.
     */
    TidegateException failEarlier(Throwable thrown, String topic) {
        Throwable cause = KafkaFailures.unwrapped(thrown);
        return transactional && cause instanceof RecordTooLargeException
                ? end(new TidegateException(ErrorCode.MESSAGE_REFUSED, String.valueOf(cause.getMessage()), thrown))
                : fail(thrown, topic);
    }

    /** Ends the lane because a record is too large for its topic, unless it ended before; returns why it ended. */
    TidegateException refuse(String topic, int messageBytes, Exception why) {
        return end(new TidegateException(
                ErrorCode.MESSAGE_REFUSED,
                "topic " + topic + ", " + messageBytes + " bytes: "
                        + why.getClass().getSimpleName() + ": " + why.getMessage(),
                why));
    }

    private static int messageBytes(ProducerRecord<byte[], byte[]> message) {
        int key = message.key() == null ? 0 : message.key().length;
        int value = message.value() == null ? 0 : message.value().length;
        return key + value + MessageLimits.RECORD_OVERHEAD;
    }

    @Override
    public void close() {
        end(new TidegateException(ErrorCode.KAFKA_SEND, "the sink was closed"));
        if (transactional) {
            abort();
        }
    }

    /** Also on a thread that was interrupted, as one is that ends a run: the abort is worth its seconds. */
    private void abort() {
        boolean interrupted = Thread.interrupted();
        try {
            producer.close(PATIENCE_TO_ABORT);
        } catch (InterruptException e) {
            LOG.warn("interrupted while aborting a transaction", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what the lane has failed with, of which the producer itself need not know. */
    void requireNoFailure() {
        TidegateException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    ProducerFigures figures() {
        return figures;
    }

    KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    private TidegateException end(TidegateException why) {
        if (failure.compareAndSet(null, why)) {
            if (!transactional) {
                producer.close(Duration.ZERO);
            }
            return why;
        }
        TidegateException first = failure.get();
        return first == null ? why : first;
    }

    /** The producer took no record for a while: says so, and fails if waiting cannot help. */
    private @Nullable TidegateException stalled(String topic, int partition, Exception refusal) {
        LOG.warn("waiting for Kafka topic={} partition={} cause={}", topic, partition, refusal.getMessage());
        try {
            OptionalInt actual = topics.actualPartitions(topic);
            if (actual.isEmpty() || actual.getAsInt() <= partition) {
                return end(gone(topic, partition, actual));
            }
        } catch (TidegateException e) {
            if (!e.retryable()) {
                return end(e);
            }
            LOG.warn("Kafka cannot be asked why topic={} cause={}", topic, e.getMessage());
        }
        return failure.get();
    }

    static TidegateException gone(String topic, int partition, OptionalInt actual) {
        return new TidegateException(
                ErrorCode.KAFKA_SEND,
                actual.isEmpty()
                        ? "topic " + topic + " is no longer there"
                        : "topic " + topic + " has " + actual.getAsInt() + " partitions now, partition " + partition
                                + " is missing");
    }
}

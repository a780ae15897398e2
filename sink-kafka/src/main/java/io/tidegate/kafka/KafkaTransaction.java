package io.tidegate.kafka;

import io.tidegate.error.ErrorCode;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of a lane's producer, one at a time. A cluster that cannot be reached is waited for; any other failure
 * ends the lane, and the next start of the changefeed finds out what became of the transaction. Used by one thread.
 */
final class KafkaTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTransaction.class);

    private final ProducerLane lane;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaFailures failures;
    private boolean open;

    KafkaTransaction(ProducerLane lane, KafkaFailures failures) {
        this.lane = lane;
        this.producer = lane.producer();
        this.failures = failures;
    }

    /**
     * Ends the transaction of whoever had the name before, who can commit no more, and returns when that is over. Takes a
     * minute at most, then fails.
     */
    void takeOver() {
        try {
            producer.initTransactions();
        } catch (KafkaException | IllegalStateException e) {
            throw failures.of(e, ErrorCode.KAFKA_UNREACHABLE, AclOperation.WRITE, "");
        }
    }

    /** Opens a transaction unless one is open. */
    void begin() {
        if (open) {
            return;
        }
        try {
            producer.beginTransaction();
            open = true;
        } catch (KafkaException | IllegalStateException e) {
            throw lane.fail(e, "");
        }
    }

    /**
     * Commits what was sent since {@link #begin}; it is durable when this returns. A record that the lane gave up keeps all
     * others of its transaction from being committed, also one that the producer never saw.
     */
    void commit() throws InterruptedException {
        lane.requireNoFailure();
        while (!tryCommit()) {
            LOG.warn("waiting for Kafka to commit brokers={}", failures.bootstrap());
        }
        open = false;
    }

    private boolean tryCommit() throws InterruptedException {
        try {
            producer.commitTransaction();
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptException e) {
            // Kafka's exception leaves the flag set; ours is the signal now.
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("waiting for a commit").initCause(e);
        } catch (KafkaException | IllegalStateException e) {
            throw lane.failEarlier(e, "");
        }
    }
}

package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compacted topic in which all changefeeds that deliver exactly once keep their checkpoints. Only its partition 0 is
 * used, so that nobody who adds partitions hides a checkpoint. What was committed is known once everything up to the end
 * is read that the partition had when the reading began; the open transaction of another changefeed is waited for, since
 * what lies behind it cannot be seen before it ends.
 */
final class CheckpointTopic {
    static final String NAME = "__tidegate_checkpoints";
    static final int PARTITION = 0;

    /** Small segments that are compacted soon: the topic is read from its beginning at every start. */
    private static final Map<String, String> CONFIGURATION = Map.of(
            "cleanup.policy",
            "compact",
            "segment.bytes",
            Integer.toString(16 << 20),
            "min.cleanable.dirty.ratio",
            "0.1",
            "delete.retention.ms",
            Long.toString(Duration.ofHours(1).toMillis()));

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointTopic.class);
    private static final int MAX_RECORD_BYTES = 64 * 1024;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaSinkConfig config;
    private final ClusterAdmin admin;
    private final ClientSettings settings;
    private final KafkaFailures failures;

    CheckpointTopic(KafkaSinkConfig config, ClusterAdmin admin, ClientSettings settings, KafkaFailures failures) {
        this.config = config;
        this.admin = admin;
        this.settings = settings;
        this.failures = failures;
    }

    /**
     * Makes the topic exist.
     *
     * @throws TidegateException KAFKA_INVALID_CONFIG when there is one that forgets
     */
    void ensure() {
        if (!isThere()) {
            if (admin.create(wanted(config), false)) {
                LOG.info("topic created topic={}", NAME);
            }
            return;
        }
        Optional<String> policy = admin.topicSetting(NAME, "cleanup.policy");
        if (policy.isPresent() && !policy.get().equals("compact")) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "cleanup.policy of topic " + NAME + " is " + policy.get()
                                    + ", so a checkpoint in it could be deleted")
                    .withRemedy("kafka-configs.sh --bootstrap-server " + failures.bootstrap()
                            + " --alter --entity-type topics --entity-name " + NAME
                            + " --add-config cleanup.policy=compact");
        }
    }

    private boolean isThere() {
        TopicSight sight = admin.look(NAME);
        if (sight instanceof TopicSight.Hidden) {
            throw failures.denied(AccessRight.onTopic(NAME, AclOperation.DESCRIBE), null);
        }
        return sight instanceof TopicSight.Present;
    }

    /** Writes a record outside of any transaction and waits until it is there. */
    void write(String key, byte[] value) {
        // Lane 0 has the other producer, whose name would be the same.
        Map<String, Object> properties = settings.producer(1);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(NAME, PARTITION, key.getBytes(UTF_8), value))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "interrupted while writing to " + NAME, e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw failures.of(e, ErrorCode.KAFKA_UNREACHABLE, AclOperation.WRITE, NAME);
        }
    }

    /** The newest committed value of each key that is wanted; a deleted one is left out. */
    Map<String, byte[]> read(Predicate<String> wanted) {
        TopicPartition partition = new TopicPartition(NAME, PARTITION);
        Map<String, byte[]> newest = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.committedReader(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = admin.end(partition);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new TidegateException(
                            ErrorCode.KAFKA_UNREACHABLE,
                            "topic " + NAME + " could be read up to offset " + consumer.position(partition)
                                    + " only, its end is " + end
                                    + "; an open transaction of another changefeed may stand in the way");
                }
                consumer.poll(POLL).forEach(found -> keep(found, wanted, newest));
            }
        } catch (KafkaException e) {
            throw failures.of(e, ErrorCode.KAFKA_UNREACHABLE, AclOperation.READ, NAME);
        }
        return newest;
    }

    /** The topic as it is made. */
    static NewTopic wanted(KafkaSinkConfig config) {
        return new NewTopic(NAME, 1, (short) config.replicationFactor()).configs(CONFIGURATION);
    }

    private static void keep(
            ConsumerRecord<byte[], byte[]> found, Predicate<String> wanted, Map<String, byte[]> newest) {
        String key = found.key() == null ? "" : new String(found.key(), UTF_8);
        if (!wanted.test(key)) {
            return;
        }
        if (found.value() == null) {
            newest.remove(key);
        } else {
            newest.put(key, found.value());
        }
    }
}

package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of a changefeed and how many partitions each has for the dispatchers. A topic is looked up when it is first
 * asked for, and made when it is missing; existing ones are never altered. The default topic keeps the number it got at
 * the start; the numbers of the others follow the cluster every ten minutes, which the thread that happens to ask then
 * sets off without waiting. Thread safe.
 */
final class TopicCatalog {
    static final int DEFAULT_PARTITIONS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(TopicCatalog.class);
    private static final long REFRESH_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long VISIBLE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final KafkaSinkConfig config;
    private final ClusterAdmin admin;
    private final LongSupplier nanoTime;
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
    private final AtomicLong nextRefresh;
    // For created topics; the default topic's number once it is known.
    private volatile int created;

    TopicCatalog(KafkaSinkConfig config, ClusterAdmin admin, LongSupplier nanoTime) {
        this.config = config;
        this.admin = admin;
        this.nanoTime = nanoTime;
        this.nextRefresh = new AtomicLong(nanoTime.getAsLong() + REFRESH_NANOS);
        this.created = config.partitionNum().orElse(DEFAULT_PARTITIONS);
    }

    /** Makes the default topic exist and settles how many of its partitions are used. */
    void start() {
        int actual = ensure(config.defaultTopic());
        created = usedOfDefaultTopic(config, actual);
        if (created < actual) {
            LOG.warn(
                    "partitions stay empty: the default topic has more than partition-num topic={} has={} used={}",
                    config.defaultTopic(),
                    actual,
                    created);
        }
        partitions.put(config.defaultTopic(), created);
    }

    int partitions(String topic) {
        refreshIfDue();
        Integer known = partitions.get(topic);
        return known != null ? known : learn(topic);
    }

    /** How many partitions the cluster has of a topic now; empty when the topic is not there. */
    OptionalInt actualPartitions(String topic) {
        Optional<TopicDescription> description = admin.describe(topic);
        return description.isPresent()
                ? OptionalInt.of(description.get().partitions().size())
                : OptionalInt.empty();
    }

    /** How many partitions of the default topic are used when it has {@code actual}. */
    static int usedOfDefaultTopic(KafkaSinkConfig config, int actual) {
        int used = config.partitionNum().orElse(actual);
        if (used < 1 || used > actual) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_PARTITION_NUM,
                            "partition-num is " + used + ", topic " + config.defaultTopic() + " has " + actual
                                    + (actual == 1 ? " partition" : " partitions"))
                    .withRemedy("Set partition-num to " + actual + " or less, leave it out, or run: kafka-topics.sh"
                            + " --bootstrap-server " + String.join(",", config.brokers()) + " --alter --topic "
                            + config.defaultTopic() + " --partitions " + used);
        }
        return used;
    }

    private synchronized int learn(String topic) {
        Integer known = partitions.get(topic);
        if (known != null) {
            return known;
        }
        int actual = ensure(topic);
        partitions.put(topic, actual);
        return actual;
    }

    private int ensure(String topic) {
        Optional<TopicDescription> existing = admin.describe(topic);
        if (existing.isPresent()) {
            MinInsync.check(config, admin, existing.get());
            LOG.info(
                    "topic exists topic={} partitions={}",
                    topic,
                    existing.get().partitions().size());
            return existing.get().partitions().size();
        }
        if (!config.autoCreateTopic()) {
            throw missing(config, topic, created);
        }
        MinInsync.checkBeforeCreation(config, admin);
        admin.create(topic, created, config.replicationFactor(), false);
        int visible = awaitVisible(topic);
        LOG.info("topic created topic={} partitions={}", topic, visible);
        return visible;
    }

    /** A topic is missing and may not be made. */
    static TidegateException missing(KafkaSinkConfig config, String topic, int partitions) {
        return new TidegateException(
                        ErrorCode.KAFKA_INVALID_CONFIG, "auto-create-topic is false and there is no topic " + topic)
                .withRemedy("Set auto-create-topic=true or run: kafka-topics.sh --bootstrap-server "
                        + String.join(",", config.brokers()) + " --create --topic " + topic + " --partitions "
                        + partitions + " --replication-factor " + config.replicationFactor());
    }

    private int awaitVisible(String topic) {
        long deadline = nanoTime.getAsLong() + VISIBLE_NANOS;
        do {
            OptionalInt actual = actualPartitions(topic);
            if (actual.isPresent()) {
                return actual.getAsInt();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        } while (nanoTime.getAsLong() - deadline < 0 && !Thread.currentThread().isInterrupted());
        throw new TidegateException(
                ErrorCode.KAFKA_CREATE_TOPIC, "topic " + topic + " was created but the brokers do not show it");
    }

    private void refreshIfDue() {
        long due = nextRefresh.get();
        long now = nanoTime.getAsLong();
        if (now - due >= 0 && nextRefresh.compareAndSet(due, now + REFRESH_NANOS)) {
            admin.describeLater(partitions.keySet()).forEach((topic, answer) -> {
                var unused = answer.whenComplete((description, failure) -> refreshed(topic, description, failure));
            });
        }
    }

    private void refreshed(String topic, @Nullable TopicDescription description, @Nullable Throwable failure) {
        if (description == null) {
            LOG.warn("cannot look up the partitions again topic={} cause={}", topic, String.valueOf(failure));
            return;
        }
        if (topic.equals(config.defaultTopic())) {
            return;
        }
        int now = description.partitions().size();
        Integer before = partitions.put(topic, now);
        if (before != null && before != now) {
            LOG.warn(
                    "the topic has another number of partitions; keys move from now on topic={} before={} now={}",
                    topic,
                    before,
                    now);
        }
    }
}

package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of a changefeed: how many partitions each has for the dispatchers, and how large its messages may be. A topic
 * is looked up when it is first asked for, and made when it is missing; existing ones are never altered. The default topic
 * keeps the number of partitions it got at the start; the numbers of the others follow the cluster every ten minutes,
 * which the thread that happens to ask then sets off without waiting. Limits stay what they were.
 *
 * <p>A broker that goes away while a topic is looked up or made is waited for, as the producers wait for it with what
 * they have to send: an outage of seconds ends no run, so nothing is sent twice for it. Thread safe; {@link #close} ends
 * calls that wait.
 */
final class TopicCatalog implements AutoCloseable {
    static final int DEFAULT_PARTITIONS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(TopicCatalog.class);
    private static final long REFRESH_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long VISIBLE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long OUTAGE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();
    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    private final KafkaSinkConfig config;
    private final ClusterAdmin admin;
    private final LongSupplier nanoTime;
    private final KafkaFailures failures;
    private final TopicCreation creation;
    private final Map<String, Known> topics = new ConcurrentHashMap<>();
    private final AtomicLong nextRefresh;
    // For created topics; the default topic's number once it is known.
    private volatile int created;
    private volatile boolean closed;

    /** What is known of a topic: the partitions to use, and its largest message in bytes. */
    private record Known(int partitions, int maxMessageBytes) {}

    TopicCatalog(KafkaSinkConfig config, ClusterAdmin admin, KafkaFailures failures, LongSupplier nanoTime) {
        this.config = config;
        this.admin = admin;
        this.failures = failures;
        this.creation = new TopicCreation(config, admin, failures.commands());
        this.nanoTime = nanoTime;
        this.nextRefresh = new AtomicLong(nanoTime.getAsLong() + REFRESH_NANOS);
        this.created = config.partitionNum().orElse(DEFAULT_PARTITIONS);
    }

    /** Makes the default topic exist and settles how many of its partitions are used. */
    void start() {
        int actual = ensure(config.defaultTopic());
        created = usedOfDefaultTopic(config, failures.commands(), actual);
        if (created < actual) {
            LOG.warn(
                    "partitions stay empty: the default topic has more than partition-num topic={} has={} used={}",
                    config.defaultTopic(),
                    actual,
                    created);
        }
        topics.put(config.defaultTopic(), known(config.defaultTopic(), created));
    }

    int partitions(String topic) {
        refreshIfDue();
        Known known = topics.get(topic);
        return known != null ? known.partitions() : learn(topic).partitions();
    }

    int maxMessageBytes(String topic) {
        Known known = topics.get(topic);
        return known != null ? known.maxMessageBytes() : learn(topic).maxMessageBytes();
    }

    /** How many partitions the cluster has of a topic now; empty when the topic is not there. */
    OptionalInt actualPartitions(String topic) {
        return admin.partitions(topic);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** How many partitions of the default topic are used when it has {@code actual}. */
    static int usedOfDefaultTopic(KafkaSinkConfig config, AdminCommands commands, int actual) {
        int used = config.partitionNum().orElse(actual);
        if (used < 1 || used > actual) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_PARTITION_NUM,
                            "partition-num is " + used + ", topic " + config.defaultTopic() + " has " + actual
                                    + (actual == 1 ? " partition" : " partitions"))
                    .withRemedy("Set partition-num to " + actual + " or less, leave it out, or run: "
                            + commands.addPartitions(config.defaultTopic(), used));
        }
        return used;
    }

    private synchronized Known learn(String topic) {
        Known before = topics.get(topic);
        if (before != null) {
            return before;
        }
        Known now = learnThroughOutage(topic);
        topics.put(topic, now);
        return now;
    }

    private Known learnThroughOutage(String topic) {
        long deadline = nanoTime.getAsLong() + OUTAGE_NANOS;
        while (true) {
            try {
                return known(topic, ensure(topic));
            } catch (TidegateException e) {
                if (!e.retryable() || nanoTime.getAsLong() - deadline > 0) {
                    throw e;
                }
                LOG.warn("cannot look up or make a topic, trying again topic={} reason={}", topic, e.getMessage());
                LockSupport.parkNanos(ASK_AGAIN_NANOS);
                if (isEnding()) {
                    throw e;
                }
            }
        }
    }

    private boolean isEnding() {
        return closed || Thread.currentThread().isInterrupted();
    }

    private Known known(String topic, int partitions) {
        // What a user allows of messages says nothing of checkpoints.
        int allowed =
                topic.equals(CheckpointTopic.NAME) ? TransactionSettings.LEAST_REQUEST_BYTES : config.maxMessageBytes();
        return new Known(partitions, SizeLimit.of(allowed, admin, topic));
    }

    private int ensure(String topic) {
        TopicSight sight = admin.look(topic);
        if (sight instanceof TopicSight.Present present) {
            LOG.info(
                    "topic exists topic={} partitions={}",
                    topic,
                    present.description().partitions().size());
            return usable(present.description());
        }
        if (sight instanceof TopicSight.Hidden && !config.autoCreateTopic()) {
            throw failures.denied(AccessRight.onTopic(topic, AclOperation.WRITE), null);
        }
        creation.create(topic, created);
        int visible = usable(awaitVisible(topic));
        LOG.info("topic created topic={} partitions={}", topic, visible);
        return visible;
    }

    /** The partitions of a topic to which messages can be sent. */
    private int usable(TopicDescription topic) {
        MinInsync.check(config, admin, failures.commands(), topic);
        if (GrantedRights.refuse(topic.authorizedOperations(), AclOperation.WRITE)) {
            throw failures.denied(AccessRight.onTopic(topic.name(), AclOperation.WRITE), null);
        }
        return topic.partitions().size();
    }

    private TopicDescription awaitVisible(String topic) {
        long deadline = nanoTime.getAsLong() + VISIBLE_NANOS;
        do {
            TopicSight sight = admin.look(topic);
            if (sight instanceof TopicSight.Present present) {
                return present.description();
            }
            if (sight instanceof TopicSight.Hidden) {
                throw failures.denied(AccessRight.onTopic(topic, AclOperation.WRITE), null);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        } while (nanoTime.getAsLong() - deadline < 0 && !isEnding());
        throw new TidegateException(
                ErrorCode.KAFKA_CREATE_TOPIC, "topic " + topic + " was created but the brokers do not show it");
    }

    private void refreshIfDue() {
        long due = nextRefresh.get();
        long now = nanoTime.getAsLong();
        if (now - due >= 0 && nextRefresh.compareAndSet(due, now + REFRESH_NANOS)) {
            admin.describeLater(topics.keySet()).forEach((topic, answer) -> {
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
        Known before = topics.get(topic);
        if (before != null && before.partitions() != now) {
            topics.put(topic, new Known(now, before.maxMessageBytes()));
            LOG.warn(
                    "the topic has another number of partitions; keys move from now on topic={} before={} now={}",
                    topic,
                    before.partitions(),
                    now);
        }
    }
}

package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/**
 * Whether topics are fit to be sent to, or could be made; nothing is changed. K004 a topic is there or can be made, K005 its
 * partitions, K006 its replicas against the brokers, K007 its replicas against min.insync.replicas, K008 the size of
 * messages, K015 its name against those of others.
 */
final class TopicChecks {
    private final KafkaSinkConfig config;
    private final ClusterAdmin admin;
    private final KafkaFailures failures;
    private final TopicCreation creation;
    private final Consumer<Check> found;

    /** @param found takes each outcome as soon as there is one */
    TopicChecks(KafkaSinkConfig config, ClusterAdmin admin, KafkaFailures failures, Consumer<Check> found) {
        this.config = config;
        this.admin = admin;
        this.failures = failures;
        this.creation = new TopicCreation(config, admin, failures.commands());
        this.found = found;
    }

    void run(Map<String, TopicSight> topics) {
        int partitions = partitionsToCreate(topics);
        topics.forEach((topic, sight) -> {
            if (sight instanceof TopicSight.Present present) {
                existing(present.description());
            } else {
                missing(topic, partitions, sight instanceof TopicSight.Hidden);
            }
        });
        collisions(topics);
    }

    private void existing(TopicDescription topic) {
        int partitions = topic.partitions().size();
        found.accept(Check.pass("K004", topic.name(), "exists"));
        if (topic.name().equals(config.defaultTopic())) {
            attempt("K005", topic.name(), () -> partitionsOfDefaultTopic(topic.name(), partitions));
        }
        attempt("K007", topic.name(), () -> {
            MinInsync.check(config, admin, failures.commands(), topic);
            return Check.pass("K007", topic.name(), MinInsync.replicas(topic) + " replicas are enough to acknowledge");
        });
        OptionalInt own = admin.topicConfig(topic.name(), "max.message.bytes");
        size(topic.name(), own.isPresent() ? own : SizeLimit.ofBroker(admin));
    }

    private Check partitionsOfDefaultTopic(String topic, int partitions) {
        int used = TopicCatalog.usedOfDefaultTopic(config, failures.commands(), partitions);
        return used == partitions
                ? Check.pass("K005", topic, counted(partitions))
                : Check.warn(
                        "K005",
                        topic,
                        "has " + counted(partitions) + ", of which the last " + (partitions - used)
                                + " stay empty because partition-num is " + used,
                        "Leave partition-num out to use all partitions.");
    }

    private void missing(String topic, int partitions, boolean hidden) {
        if (hidden && !config.autoCreateTopic()) {
            // Whether it is there cannot be told; the missing permission is a line of its own.
            return;
        }
        boolean possible = attempt("K004", topic, () -> {
            creation.requireAllowed(topic, partitions);
            return null;
        });
        possible = possible
                && attempt("K006", topic, () -> {
                    creation.requireBrokers();
                    return null;
                });
        if (!possible) {
            return;
        }
        attempt("K007", topic, () -> {
            creation.requireInsync();
            return Check.pass("K007", topic, config.replicationFactor() + " replicas are enough to acknowledge");
        });
        attempt("K004", topic, () -> creatable(topic, partitions, hidden));
        size(topic, SizeLimit.ofBroker(admin));
    }

    private Check creatable(String topic, int partitions, boolean hidden) {
        try {
            boolean free = admin.create(topic, partitions, config.replicationFactor(), true);
            return Check.pass(
                    "K004", topic, free ? "is missing and can be created with " + counted(partitions) : "exists");
        } catch (TidegateException e) {
            if (e.code() != ErrorCode.KAFKA_ACCESS_DENIED) {
                throw e;
            }
            // Whoever may write sees whether it is there; that permission is a line of its own.
            return hidden
                    ? Check.warn("K004", topic, "cannot be seen; if it is not there, " + e.detail(), e.remedy())
                    : Check.fail(
                            "K004",
                            topic,
                            "is missing, and " + e.detail(),
                            e.remedy() + " or create it beforehand: "
                                    + failures.commands().createTopic(topic, partitions, config.replicationFactor()));
        }
    }

    private static String counted(int partitions) {
        return partitions + (partitions == 1 ? " partition" : " partitions");
    }

    /** As many as the default topic has, if it is there and nothing is said. */
    private int partitionsToCreate(Map<String, TopicSight> topics) {
        int without = topics.get(config.defaultTopic()) instanceof TopicSight.Present present
                ? present.description().partitions().size()
                : TopicCatalog.DEFAULT_PARTITIONS;
        return config.partitionNum().orElse(without);
    }

    private void size(String topic, OptionalInt ofTopic) {
        int limit = SizeLimit.effective(config.maxMessageBytes(), ofTopic);
        if (ofTopic.isEmpty()) {
            found.accept(Check.warn(
                    "K008",
                    topic,
                    "its limit cannot be read; messages up to max-message-bytes=" + limit + " will be tried",
                    failures.grant(AccessRight.onCluster(AclOperation.DESCRIBE_CONFIGS))));
        } else {
            String because = limit < config.maxMessageBytes()
                    ? "; that is what the topic allows, max-message-bytes would allow " + config.maxMessageBytes()
                    : "";
            found.accept(Check.pass("K008", topic, "takes messages up to " + limit + " bytes" + because));
        }
    }

    // Kafka refuses to create a topic whose name is that of another when dots are read as underscores.
    private void collisions(Map<String, TopicSight> topics) {
        topics.keySet().stream()
                .collect(Collectors.groupingBy(topic -> topic.replace('.', '_'), Collectors.toCollection(TreeSet::new)))
                .values()
                .forEach(alike -> {
                    if (alike.size() > 1 && !alike.stream().allMatch(topic -> isPresent(topics, topic))) {
                        found.accept(collision(alike));
                    }
                });
    }

    private static boolean isPresent(Map<String, TopicSight> topics, String topic) {
        return topics.get(topic) instanceof TopicSight.Present;
    }

    private static Check collision(Collection<String> alike) {
        return Check.fail(
                "K015",
                String.join(", ", alike),
                "differ in dots and underscores alone, so Kafka creates only one of them",
                "Change the topic rule, for example to {schema}-{table}.");
    }

    /** Whether it went well; null is an outcome without a line. */
    private boolean attempt(String code, String subject, Supplier<@Nullable Check> look) {
        try {
            Check seen = look.get();
            if (seen != null) {
                found.accept(seen);
            }
            return true;
        } catch (TidegateException e) {
            found.accept(Check.fail(code, subject, e.detail(), e.remedy()));
            return false;
        }
    }
}

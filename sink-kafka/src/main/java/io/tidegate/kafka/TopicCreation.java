package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.OptionalInt;

/**
 * Makes topics as the configuration asks for them, after a look whether they could work: the cluster must have enough
 * brokers for the replicas, and the replicas must be enough for {@code min.insync.replicas}.
 */
final class TopicCreation {
    private final KafkaSinkConfig config;
    private final ClusterAdmin admin;
    private final AdminCommands commands;

    TopicCreation(KafkaSinkConfig config, ClusterAdmin admin, AdminCommands commands) {
        this.config = config;
        this.admin = admin;
        this.commands = commands;
    }

    /**
     * Refuses a topic that may not be made.
     *
     * @throws TidegateException KAFKA_INVALID_CONFIG
     */
    void requireAllowed(String topic, int partitions) {
        if (!config.autoCreateTopic()) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG, "auto-create-topic is false and there is no topic " + topic)
                    .withRemedy("Set auto-create-topic=true or run: "
                            + commands.createTopic(topic, partitions, config.replicationFactor()));
        }
    }

    /**
     * The cluster has enough brokers.
     *
     * @throws TidegateException KAFKA_CREATE_TOPIC, which goes away when brokers come back
     */
    void requireBrokers() {
        int brokers = admin.nodes().size();
        if (config.replicationFactor() > brokers) {
            throw new TidegateException(
                            ErrorCode.KAFKA_CREATE_TOPIC,
                            "replication-factor is " + config.replicationFactor() + ", the cluster has " + brokers
                                    + (brokers == 1 ? " broker" : " brokers"))
                    .withRemedy("Set replication-factor=" + brokers + " in the sink URI, or add brokers.");
        }
    }

    /**
     * What is written to the topic can be acknowledged. Where the setting cannot be read nothing is judged.
     *
     * @throws TidegateException KAFKA_INVALID_CONFIG
     */
    void requireInsync() {
        if (config.requiredAcks() != -1) {
            return;
        }
        OptionalInt least = admin.brokerConfig(MinInsync.NAME);
        if (least.isPresent() && config.replicationFactor() < least.getAsInt()) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "replication-factor is " + config.replicationFactor() + ", but min.insync.replicas of the"
                                    + " broker is " + least.getAsInt() + ", so no message could be acknowledged")
                    .withRemedy("Set replication-factor=" + least.getAsInt() + " in the sink URI.");
        }
    }

    /** Makes a topic; one that is there already is fine. */
    void create(String topic, int partitions) {
        requireAllowed(topic, partitions);
        requireBrokers();
        requireInsync();
        boolean unused = admin.create(topic, partitions, config.replicationFactor(), false);
    }
}

package io.tidegate.kafka;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions a sink asks a cluster, each with a limit in time and answered in our errors. Thread safe; {@link #close}
 * ends calls that wait.
 */
final class ClusterAdmin implements AutoCloseable {
    /** The longest any call takes. */
    static final int TIMEOUT_SECONDS = 15;

    private static final Logger LOG = LoggerFactory.getLogger(ClusterAdmin.class);

    private final Admin admin;
    private final KafkaFailures failures;

    ClusterAdmin(Map<String, Object> properties, KafkaFailures failures) {
        this.failures = failures;
        try {
            this.admin = Admin.create(properties);
        } catch (RuntimeException e) {
            // The client hides why behind "Failed to create new KafkaAdminClient".
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failures.of(cause, ErrorCode.KAFKA_UNREACHABLE, AclOperation.DESCRIBE, "");
        }
    }

    /** The brokers under the addresses they advertise. */
    Collection<Node> nodes() {
        return await(admin.describeCluster().nodes(), ErrorCode.KAFKA_UNREACHABLE, AclOperation.DESCRIBE, "");
    }

    /** What the login may do on the cluster; empty when the broker does not tell. */
    Optional<Set<AclOperation>> clusterOperations() {
        DescribeClusterOptions options = new DescribeClusterOptions().includeAuthorizedOperations(true);
        return Optional.ofNullable(await(
                admin.describeCluster(options).authorizedOperations(),
                ErrorCode.KAFKA_UNREACHABLE,
                AclOperation.DESCRIBE,
                ""));
    }

    /** A topic with what the login may do on it. */
    TopicSight look(String topic) {
        DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        try {
            return answer(admin.describeTopics(List.of(topic), options).allTopicNames()).values().stream()
                    .findFirst()
                    .<TopicSight>map(TopicSight.Present::new)
                    .orElseGet(TopicSight.Missing::new);
        } catch (ExecutionException e) {
            Throwable cause = KafkaFailures.unwrapped(e);
            if (cause instanceof UnknownTopicOrPartitionException) {
                return new TopicSight.Missing();
            }
            if (cause instanceof TopicAuthorizationException) {
                return new TopicSight.Hidden();
            }
            throw failures.of(cause, topicProblem(cause), AclOperation.DESCRIBE, topic);
        }
    }

    /** How many partitions a topic has now; empty when it is not there, or when the login may not see it. */
    OptionalInt partitions(String topic) {
        return look(topic) instanceof TopicSight.Present present
                ? OptionalInt.of(present.description().partitions().size())
                : OptionalInt.empty();
    }

    /** The descriptions of those topics that are there, without waiting. */
    Map<String, KafkaFuture<TopicDescription>> describeLater(Collection<String> topics) {
        return admin.describeTopics(topics).topicNameValues();
    }

    /**
     * Creates a topic; one that is there already is fine.
     *
     * @param validateOnly whether to ask only if it could be created
     * @return whether it was not there yet
     */
    boolean create(String topic, int partitions, int replicationFactor, boolean validateOnly) {
        return create(new NewTopic(topic, partitions, (short) replicationFactor), validateOnly);
    }

    /** The same with a configuration of its own. */
    boolean create(NewTopic wanted, boolean validateOnly) {
        CreateTopicsOptions options = new CreateTopicsOptions().validateOnly(validateOnly);
        try {
            answer(admin.createTopics(List.of(wanted), options).all());
            return true;
        } catch (ExecutionException e) {
            Throwable cause = KafkaFailures.unwrapped(e);
            if (cause instanceof TopicExistsException) {
                return false;
            }
            throw failures.of(cause, ErrorCode.KAFKA_CREATE_TOPIC, AclOperation.CREATE, wanted.name());
        }
    }

    /** A number from a topic's configuration; empty when it may not be read or is not there. */
    OptionalInt topicConfig(String topic, String name) {
        return config(new ConfigResource(ConfigResource.Type.TOPIC, topic), name);
    }

    /** A number from a broker's configuration; empty when it may not be read or is not there. */
    OptionalInt brokerConfig(String name) {
        return broker().map(broker -> config(broker, name)).orElse(OptionalInt.empty());
    }

    /** Whether the login may read the configuration of brokers; empty when no broker told. */
    Optional<Boolean> readsBrokerConfig() {
        Optional<ConfigResource> broker = broker();
        if (broker.isEmpty()) {
            return Optional.empty();
        }
        try {
            answer(admin.describeConfigs(List.of(broker.get())).all());
            return Optional.of(true);
        } catch (ExecutionException e) {
            return KafkaFailures.unwrapped(e) instanceof ClusterAuthorizationException
                    ? Optional.of(false)
                    : Optional.empty();
        }
    }

    /**
     * The version of its metadata that all brokers of the cluster speak; empty for clusters that have none, which are those
     * with ZooKeeper, and when it cannot be asked.
     */
    OptionalInt metadataVersion() {
        try {
            FinalizedVersionRange version = answer(admin.describeFeatures().featureMetadata())
                    .finalizedFeatures()
                    .get("metadata.version");
            return version == null ? OptionalInt.empty() : OptionalInt.of(version.maxVersionLevel());
        } catch (ExecutionException e) {
            LOG.debug("cannot ask for the features of the cluster", e);
            return OptionalInt.empty();
        }
    }

    /** A text from a topic's configuration; empty when it may not be read or is not there. */
    Optional<String> topicSetting(String topic, String name) {
        return setting(new ConfigResource(ConfigResource.Type.TOPIC, topic), name);
    }

    /** The offset behind the last record of a partition, whether it is committed or not. */
    long end(TopicPartition partition) {
        ListOffsetsOptions options = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
        return await(
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()), options)
                                .partitionResult(partition),
                        ErrorCode.KAFKA_UNREACHABLE,
                        AclOperation.DESCRIBE,
                        partition.topic())
                .offset();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private Optional<ConfigResource> broker() {
        Node broker =
                await(admin.describeCluster().controller(), ErrorCode.KAFKA_UNREACHABLE, AclOperation.DESCRIBE, "");
        return Optional.ofNullable(broker).map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()));
    }

    // Not every cluster lets its users read configurations; what depends on them is then left out.
    private Optional<String> setting(ConfigResource resource, String name) {
        try {
            return answer(admin.describeConfigs(List.of(resource)).all()).values().stream()
                    .map(config -> config.get(name))
                    .filter(entry -> entry != null && entry.value() != null)
                    .map(ConfigEntry::value)
                    .findFirst();
        } catch (ExecutionException e) {
            LOG.info("cannot read the configuration resource={} name={} cause={}", resource, name, e.getMessage());
            return Optional.empty();
        }
    }

    private OptionalInt config(ConfigResource resource, String name) {
        return setting(resource, name)
                .filter(value -> value.matches("-?[0-9]{1,18}"))
                .map(value -> OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Long.parseLong(value))))
                .orElseGet(OptionalInt::empty);
    }

    private static ErrorCode topicProblem(Throwable cause) {
        return cause instanceof InvalidTopicException ? ErrorCode.KAFKA_INVALID_CONFIG : ErrorCode.KAFKA_UNREACHABLE;
    }

    private <T> T await(KafkaFuture<T> future, ErrorCode code, AclOperation operation, String topic) {
        try {
            return answer(future);
        } catch (ExecutionException e) {
            throw failures.of(e, code, operation, topic);
        }
    }

    private <T> T answer(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidegateException(
                    ErrorCode.KAFKA_UNREACHABLE, "interrupted while asking " + failures.bootstrap(), e);
        }
    }
}

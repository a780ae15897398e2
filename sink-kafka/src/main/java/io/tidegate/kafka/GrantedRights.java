package io.tidegate.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/** Which permissions a login has, as far as the brokers tell it. */
final class GrantedRights {
    private final Map<String, TopicSight> topics;
    private final ClusterAdmin admin;

    /** @param topics what the login sees of the topics in question */
    GrantedRights(ClusterAdmin admin, Map<String, TopicSight> topics) {
        this.admin = admin;
        this.topics = Map.copyOf(topics);
    }

    /** Whether a permission is there; empty when it cannot be told. */
    Optional<Boolean> has(AccessRight right) {
        return switch (right.resource()) {
            case TOPIC -> onTopic(right);
            case CLUSTER -> onCluster(right.operation());
            case ANY, UNKNOWN, GROUP, TRANSACTIONAL_ID, DELEGATION_TOKEN, USER -> Optional.empty();
        };
    }

    /** Whether it is known that an operation is not among those that a broker said are permitted. */
    static boolean refuse(@Nullable Set<AclOperation> permitted, AclOperation operation) {
        // Brokers that do not tell leave the set out or empty; whoever sees a topic has at least Describe on it.
        return permitted != null && !permitted.isEmpty() && !allow(permitted, operation);
    }

    private Optional<Boolean> onTopic(AccessRight right) {
        TopicSight sight = topics.get(right.name());
        if (sight instanceof TopicSight.Present present) {
            Set<AclOperation> permitted = present.description().authorizedOperations();
            return permitted == null || permitted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(allow(permitted, right.operation()));
        }
        // Write would have shown whether the topic is there.
        return sight instanceof TopicSight.Hidden && right.operation() == AclOperation.WRITE
                ? Optional.of(false)
                : Optional.empty();
    }

    private Optional<Boolean> onCluster(AclOperation operation) {
        if (operation == AclOperation.DESCRIBE_CONFIGS) {
            return admin.readsBrokerConfig();
        }
        return admin.clusterOperations()
                .filter(permitted -> !permitted.isEmpty())
                .map(permitted -> allow(permitted, operation));
    }

    private static boolean allow(Set<AclOperation> permitted, AclOperation operation) {
        return permitted.contains(operation) || permitted.contains(AclOperation.ALL);
    }
}

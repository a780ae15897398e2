package io.tidegate.kafka;

import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A permission in the terms of Kafka's authorizer.
 *
 * @param resource what kind of thing it is about
 * @param name which one; empty for the cluster, of which there is one
 * @param operation what may be done with it
 */
record AccessRight(ResourceType resource, String name, AclOperation operation) {
    static AccessRight onTopic(String topic, AclOperation operation) {
        return new AccessRight(ResourceType.TOPIC, topic, operation);
    }

    static AccessRight onCluster(AclOperation operation) {
        return new AccessRight(ResourceType.CLUSTER, "", operation);
    }

    static AccessRight onTransactionalId(String id, AclOperation operation) {
        return new AccessRight(ResourceType.TRANSACTIONAL_ID, id, operation);
    }

    /** The operation as Kafka's tools write it: {@code IdempotentWrite} for IDEMPOTENT_WRITE. */
    String operationName() {
        StringBuilder written = new StringBuilder();
        for (String word : operation.name().split("_")) {
            written.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return written.toString();
    }

    /** The resource as part of a sentence: {@code topic shop}, {@code cluster}. */
    String resourceText() {
        String kind = resource.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return name.isEmpty() ? kind : kind + " " + name;
    }

    /** The resource as an option of {@code kafka-acls.sh}. */
    String resourceOption() {
        String kind = "--" + resource.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return name.isEmpty() ? kind : kind + " " + AdminCommands.quoted(name);
    }
}

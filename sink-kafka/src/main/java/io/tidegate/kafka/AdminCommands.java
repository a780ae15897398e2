package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import java.util.regex.Pattern;

/**
 * The commands of Kafka's own tools that mend what was found, ready to be pasted into a shell. On a cluster with logins or
 * TLS they need a file with those of an administrator, which stands in them as {@code admin.properties}.
 */
final class AdminCommands {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:,@%+/=\\[\\]-]+");

    private final String bootstrap;
    private final String access;

    AdminCommands(KafkaSinkConfig config, ClientSecurity security) {
        this.bootstrap = String.join(",", config.brokers());
        this.access = " --bootstrap-server " + quoted(bootstrap)
                + (security.isSecured() ? " --command-config admin.properties" : "");
    }

    /** Permits something. */
    String grant(String principal, AccessRight right) {
        return "kafka-acls.sh" + access + " --add --allow-principal " + quoted(principal) + " --operation "
                + right.operationName() + " " + right.resourceOption();
    }

    String createTopic(String topic, int partitions, int replicationFactor) {
        return "kafka-topics.sh" + access + " --create --topic " + topic + " --partitions " + partitions
                + " --replication-factor " + replicationFactor;
    }

    String addPartitions(String topic, int partitions) {
        return "kafka-topics.sh" + access + " --alter --topic " + topic + " --partitions " + partitions;
    }

    String setOnTopic(String topic, String name, int value) {
        return "kafka-configs.sh" + access + " --alter --entity-type topics --entity-name " + topic + " --add-config "
                + name + "=" + value;
    }

    /** The brokers, {@code host:port} joined by commas. */
    String bootstrap() {
        return bootstrap;
    }

    /** A word that a shell takes as it is. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

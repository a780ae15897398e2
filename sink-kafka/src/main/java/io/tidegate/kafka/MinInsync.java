package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * With acknowledgement by all replicas, a topic with fewer replicas than {@code min.insync.replicas} takes no message at
 * all: the producer would wait for ever. An existing topic is judged by the replicas it has. Where the setting can't be read
 * nothing is judged.
 */
final class MinInsync {
    static final String NAME = "min.insync.replicas";

    private MinInsync() {}

    /** @throws TidegateException KAFKA_INVALID_CONFIG */
    static void check(KafkaSinkConfig config, ClusterAdmin admin, AdminCommands commands, TopicDescription topic) {
        if (config.requiredAcks() != -1) {
            return;
        }
        OptionalInt least = admin.topicConfig(topic.name(), NAME);
        if (least.isEmpty()) {
            least = admin.brokerConfig(NAME);
        }
        int replicas = replicas(topic);
        if (least.isPresent() && replicas < least.getAsInt()) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "topic " + topic.name() + " has " + replicas + " replicas, but min.insync.replicas of the"
                                    + " topic is " + least.getAsInt() + ", so no message can be acknowledged")
                    .withRemedy(
                            "Add replicas to the topic, or run: " + commands.setOnTopic(topic.name(), NAME, replicas));
        }
    }

    /** The replicas of the partition that has the fewest. */
    static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }
}

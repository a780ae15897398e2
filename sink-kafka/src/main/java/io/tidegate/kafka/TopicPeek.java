package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads messages of one topic for a person to look at, in no consumer group. */
public final class TopicPeek {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private TopicPeek() {}

    /**
     * A message as it lies in Kafka.
     *
     * @param partition its partition
     * @param offset its offset
     * @param timestamp milliseconds since 1970
     * @param key null when it has none
     * @param value null for a tombstone
     */
    public record Message(int partition, long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {}

    /** Where to begin. */
    public enum From {
        BEGINNING,
        END
    }

    /**
     * Hands on messages as they come until there are {@code max}, or until the end of the topic as it is now when it
     * begins at the beginning.
     *
     * @throws TidegateException with KAFKA_UNREACHABLE, or INVALID_ARGUMENT for a topic that is not there
     */
    public static void read(String brokers, String topic, From from, int max, Consumer<Message> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        "false",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        Long.toString(PATIENCE.toMillis())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, brokers, topic);
            consumer.assign(partitions);
            if (from == From.BEGINNING) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            int left = max;
            while (left > 0 && (from == From.END || before(consumer, ends))) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    if (left-- > 0) {
                        reader.accept(of(found));
                    }
                }
            }
        } catch (KafkaException e) {
            throw new TidegateException(ErrorCode.KAFKA_UNREACHABLE, brokers + ": " + e.getMessage(), e);
        }
    }

    /**
     * The last messages of a topic that were committed, oldest first.
     *
     * @param config how to connect
     * @param count how many at most
     * @throws TidegateException with KAFKA_UNREACHABLE or another error of the cluster, or INVALID_ARGUMENT for a topic that is
     *     not there
     */
    public static List<Message> latest(KafkaSinkConfig config, String topic, int count) {
        ClientSecurity security = new ClientSecurity(config);
        ClientSettings settings = new ClientSettings(config, security, "peek");
        String brokers = String.join(",", config.brokers());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.committedReader(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, brokers, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(end - count, beginnings.getOrDefault(partition, 0L))));
            List<Message> found = new ArrayList<>();
            while (before(consumer, ends)) {
                consumer.poll(POLL).forEach(message -> found.add(of(message)));
            }
            found.sort(Comparator.comparingLong(Message::timestamp)
                    .thenComparing(Message::partition)
                    .thenComparing(Message::offset));
            return List.copyOf(found.subList(Math.max(0, found.size() - count), found.size()));
        } catch (KafkaException e) {
            throw new KafkaFailures(config, security).of(e, ErrorCode.KAFKA_UNREACHABLE, AclOperation.READ, topic);
        }
    }

    private static Message of(ConsumerRecord<byte[], byte[]> found) {
        return new Message(found.partition(), found.offset(), found.timestamp(), found.key(), found.value());
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String brokers, String topic) {
        List<TopicPartition> partitions = consumer.listTopics(PATIENCE).getOrDefault(topic, List.of()).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "there is no topic " + topic + " on " + brokers)
                    .withRemedy("Check the name; tidegate route prints the topic of each table.");
        }
        return partitions;
    }

    private static boolean before(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }
}

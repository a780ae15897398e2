package io.tidegate.testkit.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads every partition of the topics whose name fits, from the beginning, and goes on from call to call; topics and
 * partitions that appear later are taken in. Committed messages come up to the first transaction that is open. Used by one
 * thread.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Which messages of transactions are read. */
    public enum Isolation {
        READ_COMMITTED,
        /** All, those of transactions that were aborted included. */
        READ_UNCOMMITTED
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Predicate<String> topics;
    private final Map<TopicPartition, Long> known = new HashMap<>();

    /** Reads what is committed. */
    public TopicReader(String bootstrapServers, Predicate<String> topics) {
        this(bootstrapServers, topics, Isolation.READ_COMMITTED);
    }

    public TopicReader(String bootstrapServers, Predicate<String> topics, Isolation isolation) {
        this.topics = topics;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.name().toLowerCase(Locale.ROOT),
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** What is committed in one topic now; nothing if there is no such topic. */
    public static List<ConsumerRecord<byte[], byte[]>> readAll(String bootstrapServers, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(bootstrapServers, topic::equals)) {
            reader.readToEnd(records::add);
        }
        return records;
    }

    /** Hands on what is there now, up to the end of every partition as it is when called. */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        assign();
        Map<TopicPartition, Long> ends = consumer.endOffsets(known.keySet());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(sink);
        }
    }

    /** The end of every partition now. */
    public Map<TopicPartition, Long> ends() {
        assign();
        return consumer.endOffsets(known.keySet());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void assign() {
        List<TopicPartition> added = new ArrayList<>();
        consumer.listTopics().forEach((topic, partitions) -> {
            if (topics.test(topic)) {
                for (PartitionInfo partition : partitions) {
                    TopicPartition key = new TopicPartition(topic, partition.partition());
                    if (known.put(key, 0L) == null) {
                        added.add(key);
                    }
                }
            }
        });
        if (!added.isEmpty()) {
            Map<TopicPartition, Long> positions = new HashMap<>();
            consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
            consumer.assign(known.keySet());
            positions.forEach(consumer::seek);
            consumer.seekToBeginning(added);
        }
    }
}

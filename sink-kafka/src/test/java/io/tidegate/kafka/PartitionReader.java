package io.tidegate.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a partition from its beginning to its present end. */
final class PartitionReader {
    private PartitionReader() {}

    static List<ConsumerRecord<byte[], byte[]>> records(String broker, String topic, int partition) {
        return records(broker, topic, partition, "read_uncommitted");
    }

    /** What is committed, up to the first transaction that is open or just ending. */
    static List<ConsumerRecord<byte[], byte[]>> committed(String broker, String topic, int partition) {
        return records(broker, topic, partition, "read_committed");
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(
            String broker, String topic, int partition, String isolationLevel) {
        Properties config = new Properties();
        config.put("bootstrap.servers", broker);
        config.put("isolation.level", isolationLevel);
        TopicPartition from = new TopicPartition(topic, partition);
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(from));
            consumer.seekToBeginning(List.of(from));
            long end = consumer.endOffsets(List.of(from)).get(from);
            while (consumer.position(from) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(read::add);
            }
        }
        return read;
    }

    static List<String> values(String broker, String topic, int partition) {
        return records(broker, topic, partition).stream()
                .map(message -> new String(message.value(), StandardCharsets.UTF_8))
                .toList();
    }
}

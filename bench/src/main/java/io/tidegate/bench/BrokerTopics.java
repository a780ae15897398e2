package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics that readers write to, one partition each. */
final class BrokerTopics implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 30;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    BrokerTopics(String broker) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        "false",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker));
    }

    void create(String topic) throws IOException, InterruptedException {
        await(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
    }

    void delete(String topic) throws IOException, InterruptedException {
        await(admin.deleteTopics(List.of(topic)).all());
    }

    /** How many messages were written. */
    long length(String topic) throws IOException, InterruptedException {
        TopicPartition only = new TopicPartition(topic, 0);
        try {
            return await(admin.listOffsets(Map.of(only, OffsetSpec.latest())).partitionResult(only))
                    .offset();
        } catch (IOException e) {
            Throwable failure = e.getCause();
            if (failure != null && failure.getCause() instanceof UnknownTopicOrPartitionException) {
                // The broker answers that a topic is made before all its threads know it.
                return 0;
            }
            throw e;
        }
    }

    /** Whether the text is in one of the last messages of a topic. */
    boolean endsWith(String topic, int lastMessages, String text) throws IOException, InterruptedException {
        TopicPartition only = new TopicPartition(topic, 0);
        long end = length(topic);
        consumer.assign(List.of(only));
        consumer.seek(only, Math.max(0, end - lastMessages));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        boolean found = false;
        while (!found && consumer.position(only) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the broker does not give its last messages of " + topic);
            }
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                found |= message.value() != null && new String(message.value(), UTF_8).contains(text);
            }
        }
        consumer.unsubscribe();
        return found;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }

    private static <T> T await(KafkaFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the broker does not do what the benchmark asks", e);
        }
    }
}

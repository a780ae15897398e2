package io.tidegate.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that readers write to, one partition each. */
final class BrokerTopics implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 30;

    private final Admin admin;

    BrokerTopics(String broker) {
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

    @Override
    public void close() {
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

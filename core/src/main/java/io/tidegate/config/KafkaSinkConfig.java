package io.tidegate.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a Kafka cluster and how to send to it: the sink URI and {@code [sink.kafka-config]} merged, the URI first.
 *
 * @param brokers {@code host:port}, at least one
 * @param defaultTopic the topic of what belongs to no table, and of tables without a topic rule
 * @param partitionNum partitions of created topics; empty: those of an existing default topic, else 3
 * @param replicationFactor of created topics
 * @param autoCreateTopic whether missing topics are created
 * @param maxMessageBytes the largest message a user allows, before the limits of topic and broker
 * @param compression of record batches
 * @param requiredAcks -1 all replicas, 1 the leader, 0 none
 * @param clientId null for one made from the changefeed's name
 * @param dialTimeout to set up a connection
 * @param readTimeout for an answer
 * @param tls TLS
 * @param sasl login, null for none
 * @param clientProperties properties of the Kafka client given under {@code [tidegate.kafka]}, checked against the list of
 *     allowed ones
 */
public record KafkaSinkConfig(
        List<String> brokers,
        String defaultTopic,
        OptionalInt partitionNum,
        int replicationFactor,
        boolean autoCreateTopic,
        int maxMessageBytes,
        Compression compression,
        int requiredAcks,
        @Nullable String clientId,
        Duration dialTimeout,
        Duration readTimeout,
        TlsConfig tls,
        @Nullable SaslConfig sasl,
        Map<String, String> clientProperties) {
    public KafkaSinkConfig {
        brokers = List.copyOf(brokers);
        clientProperties = Map.copyOf(clientProperties);
    }
}

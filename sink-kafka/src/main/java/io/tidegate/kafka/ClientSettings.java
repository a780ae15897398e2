package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The properties of the Kafka clients of one changefeed: our defaults, then what the sink configuration says, then what
 * its user gave under {@code [tidegate.kafka]}. A producer never gives up a record because of time: an unreachable broker
 * is waited for, so that nothing is lost and nothing overtakes.
 */
final class ClientSettings {
    /** How long one call of a producer waits before we look why. */
    private static final int MAX_BLOCK_MILLIS = 60_000;

    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LEAST_BUFFER_BYTES = 32 * 1024 * 1024;

    private final KafkaSinkConfig config;
    private final String clientId;
    private final Map<String, Object> security;

    ClientSettings(KafkaSinkConfig config, String changefeed) {
        this.config = config;
        String id = config.clientId();
        this.clientId = id != null ? id : "tidegate-" + changefeed.replaceAll("[^A-Za-z0-9._-]", "_");
        this.security = ClientSecurity.properties(config);
    }

    Map<String, Object> admin() {
        Map<String, Object> properties = common();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-admin");
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(config.readTimeout()));
        properties.put(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.max(ClusterAdmin.TIMEOUT_SECONDS * 1000, millis(config.readTimeout())));
        return properties;
    }

    /**
     * @param lane number of the lane, part of the client id
     * @param maxMessageBytes the largest message that will be sent
     */
    Map<String, Object> producer(int lane, int maxMessageBytes) {
        Map<String, Object> properties = common();
        boolean idempotent = idempotent();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-" + lane);
        properties.put(ProducerConfig.ACKS_CONFIG, Integer.toString(config.requiredAcks()));
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, idempotent);
        // Without sequence numbers a retried batch could land behind the one after it.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, idempotent ? 5 : 1);
        properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(config.readTimeout()));
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxMessageBytes + SizeLimit.RESERVED_BYTES);
        properties.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Math.max(LEAST_BUFFER_BYTES, 2L * (maxMessageBytes + SizeLimit.RESERVED_BYTES)));
        properties.put(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                config.compression().name().toLowerCase(Locale.ROOT));
        properties.putAll(config.clientProperties());
        return properties;
    }

    /** Of a consumer that reads what was committed, in no group. */
    Map<String, Object> committedReader() {
        Map<String, Object> properties = common();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-checkpoints");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    /** Whether producers number their records, so that a retry makes neither a duplicate nor a gap. */
    boolean idempotent() {
        String chosen = config.clientProperties().get(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);
        return config.requiredAcks() == -1 && (chosen == null || Boolean.parseBoolean(chosen));
    }

    private Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>(security);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", config.brokers()));
        int dialMillis = millis(config.dialTimeout());
        properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, dialMillis);
        properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, dialMillis);
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }

    private static int millis(java.time.Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, duration.toMillis()));
    }
}

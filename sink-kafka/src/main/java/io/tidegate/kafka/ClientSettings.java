package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * The properties of the Kafka clients of one changefeed: our defaults, then what the sink configuration says, then what
 * its user gave under {@code [tidegate.kafka]}. A producer never gives up a record because of time: an unreachable broker
 * is waited for, so that nothing is lost and nothing overtakes.
 */
final class ClientSettings {
    /** How long one call of a producer waits before we look why. */
    private static final int MAX_BLOCK_MILLIS = 60_000;

    static final int BATCH_BYTES = 256 * 1024;
    private static final int LEAST_BUFFER_BYTES = 32 * 1024 * 1024;

    /** Of what a user may give, that which is about connections and logins; it is for every client. */
    private static final Set<String> OF_CONNECTIONS = Set.of(
            AdminClientConfig.RETRY_BACKOFF_MS_CONFIG,
            AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG,
            AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            AdminClientConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG,
            AdminClientConfig.CLIENT_DNS_LOOKUP_CONFIG,
            SaslConfigs.SASL_LOGIN_REFRESH_MIN_PERIOD_SECONDS,
            SaslConfigs.SASL_LOGIN_REFRESH_BUFFER_SECONDS);

    private final KafkaSinkConfig config;
    private final String clientId;
    private final ClientSecurity security;

    ClientSettings(KafkaSinkConfig config, ClientSecurity security, String changefeed) {
        this.config = config;
        String id = config.clientId();
        this.clientId = id != null ? id : "tidegate-" + changefeed.replaceAll("[^A-Za-z0-9._-]", "_");
        this.security = security;
    }

    Map<String, Object> admin() {
        Map<String, Object> properties = common();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-admin");
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(config.readTimeout()));
        properties.put(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.max(ClusterAdmin.TIMEOUT_SECONDS * 1000, millis(config.readTimeout())));
        config.clientProperties().entrySet().stream()
                .filter(property -> OF_CONNECTIONS.contains(property.getKey()))
                .forEach(property -> properties.put(property.getKey(), property.getValue()));
        return properties;
    }

    /** @param lane number of the lane, part of the client id */
    Map<String, Object> producer(int lane) {
        Map<String, Object> properties = common();
        // The limits of topics are at most as large; whoever encodes keeps to each topic's own.
        int largest = (int) Math.min(Integer.MAX_VALUE, (long) config.maxMessageBytes() + SizeLimit.RESERVED_BYTES);
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
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_BUFFER_BYTES, 2L * largest));
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

    ClientSecurity security() {
        return security;
    }

    private Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>(security.properties());
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

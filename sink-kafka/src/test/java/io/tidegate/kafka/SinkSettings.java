package io.tidegate.kafka;

import io.tidegate.config.Compression;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.TlsConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A sink configuration with TiCDC's defaults, changed where a test says so. */
final class SinkSettings {
    private final List<String> brokers;
    private final String topic;
    private final Map<String, String> properties = new HashMap<>();
    OptionalInt partitionNum = OptionalInt.empty();
    int replicationFactor = 1;
    boolean autoCreate = true;
    int maxMessageBytes = 10 << 20;
    Compression compression = Compression.NONE;
    int acks = -1;
    TlsConfig tls = TlsConfig.disabled();
    SaslConfig sasl;

    SinkSettings(String broker, String topic) {
        this.brokers = List.of(broker);
        this.topic = topic;
    }

    SinkSettings partitions(int value) {
        partitionNum = OptionalInt.of(value);
        return this;
    }

    SinkSettings property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    String topic() {
        return topic;
    }

    KafkaSinkConfig build() {
        return new KafkaSinkConfig(
                brokers,
                topic,
                partitionNum,
                replicationFactor,
                autoCreate,
                maxMessageBytes,
                compression,
                acks,
                null,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                tls,
                sasl,
                properties);
    }
}

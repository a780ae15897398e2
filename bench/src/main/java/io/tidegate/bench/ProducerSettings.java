package io.tidegate.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings that the producers of all readers have in common. */
final class ProducerSettings {
    static final int LINGER_MILLIS = 20;
    static final int BATCH_BYTES = 256 * 1024;
    static final String COMPRESSION = "lz4";

    private ProducerSettings() {}

    /** As properties of a Kafka producer. */
    static Map<String, String> properties() {
        return new TreeMap<>(Map.of(
                "acks",
                "all",
                "enable.idempotence",
                "true",
                "max.in.flight.requests.per.connection",
                "5",
                "compression.type",
                COMPRESSION,
                "linger.ms",
                Integer.toString(LINGER_MILLIS),
                "batch.size",
                Integer.toString(BATCH_BYTES)));
    }

    /** As lines of a properties file, each name behind a prefix. */
    static String lines(String prefix) {
        return properties().entrySet().stream()
                .map(property -> prefix + property.getKey() + "=" + property.getValue() + "\n")
                .collect(Collectors.joining());
    }
}

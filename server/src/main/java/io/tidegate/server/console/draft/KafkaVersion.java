package io.tidegate.server.console.draft;

/** What the page asks about the version of Kafka. Our client finds out by itself; who knows nothing takes V2. */
public enum KafkaVersion {
    V2,
    V3
}

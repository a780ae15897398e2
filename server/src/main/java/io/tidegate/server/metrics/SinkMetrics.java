package io.tidegate.server.metrics;

import java.util.List;

/** What the Kafka producers of a changefeed say of themselves, under TiCDC's names where it has the same. */
final class SinkMetrics {
    /** The Java client counts open requests of all brokers together. */
    static final String ALL_BROKERS = "all";

    static final String AVERAGE = "avg";

    private static final Label BROKER = Label.open("broker", "id of the broker");
    private static final Label TYPE =
            new Label("type", "always `avg`: Kafka's client knows no percentiles", List.of("avg"));

    static final Metric IN_FLIGHT = FeedMetrics.gauge(
            "ticdc_sink_kafka_producer_in_flight_requests",
            "requests",
            "Requests that wait for an answer",
            new Label("broker", "always `all`: Kafka's client does not count them for each broker", List.of("all")));
    static final Metric BYTE_RATE = FeedMetrics.gauge(
            "ticdc_sink_kafka_producer_outgoing_byte_rate", "bytes per second", "Bytes sent to a broker", BROKER);
    static final Metric REQUEST_RATE = FeedMetrics.gauge(
            "ticdc_sink_kafka_producer_request_rate", "requests per second", "Requests sent to a broker", BROKER);
    static final Metric RESPONSE_RATE = FeedMetrics.gauge(
            "ticdc_sink_kafka_producer_response_rate", "answers per second", "Answers received from a broker", BROKER);
    static final Metric LATENCY = FeedMetrics.gauge(
            "ticdc_sink_kafka_producer_request_latency", "seconds", "Between a request and its answer", BROKER, TYPE);
    static final Metric COMPRESSION = FeedMetrics.gauge(
            "ticdc_sink_kafka_producer_compression_ratio",
            "percent",
            "Size of compressed batches by their size before; 100 without compression",
            TYPE);
    static final Metric RECORDS_PER_REQUEST =
            FeedMetrics.gauge("ticdc_sink_kafka_producer_records_per_request", "records", "Records in a request", TYPE);
    static final Metric RETRIES =
            FeedMetrics.counter("tidegate_sink_kafka_retries_total", "records", "Records sent again");
    static final Metric BUFFER_USED = FeedMetrics.gauge(
            "tidegate_sink_kafka_buffer_used_bytes", "bytes", "Records that wait in the producers' buffers");
    static final Metric BUFFER =
            FeedMetrics.gauge("tidegate_sink_kafka_buffer_bytes", "bytes", "Size of the producers' buffers");

    static final List<Metric> ALL = List.of(
            IN_FLIGHT,
            BYTE_RATE,
            REQUEST_RATE,
            RESPONSE_RATE,
            LATENCY,
            COMPRESSION,
            RECORDS_PER_REQUEST,
            RETRIES,
            BUFFER_USED,
            BUFFER);

    private SinkMetrics() {}
}

package io.tidegate.server.metrics;

import java.util.List;

/**
 * A metric: an entry of the catalogue, from which its exposition and its row in the manual follow.
 *
 * @param name as Prometheus sees it
 * @param type its kind
 * @param unit of its values; empty for a number without one
 * @param labels of each series; those of a changefeed begin with {@code namespace} and {@code changefeed}
 * @param meaning a sentence without a full stop
 */
public record Metric(String name, MetricType type, String unit, List<Label> labels, String meaning) {
    /** The names of its series, such as {@code x_count} and {@code x_sum} of a summary {@code x}. */
    public List<String> series() {
        return type.endings().stream().map(name::concat).toList();
    }

    static Metric gauge(String name, String unit, String meaning, Label... labels) {
        return new Metric(name, MetricType.GAUGE, unit, List.of(labels), meaning);
    }

    static Metric counter(String name, String unit, String meaning, Label... labels) {
        return new Metric(name, MetricType.COUNTER, unit, List.of(labels), meaning);
    }
}

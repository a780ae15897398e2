package io.tidegate.server.metrics;

import java.util.List;
import java.util.Locale;

/** Prometheus' kinds of metrics. */
public enum MetricType {
    /** A value that goes up and down. */
    GAUGE,
    /** A value that only grows, and begins at 0 when the process or the changefeed is started. */
    COUNTER,
    /** How many there were and what they add up to; also the largest of the last minutes. */
    SUMMARY,
    /** A summary, and how many were not above each of some bounds. */
    HISTOGRAM;

    /** How the names of its series end. */
    List<String> endings() {
        return switch (this) {
            case GAUGE, COUNTER -> List.of("");
            case SUMMARY -> List.of("_count", "_sum", "_max");
            case HISTOGRAM -> List.of("_count", "_sum", "_max", "_bucket");
        };
    }

    /** As the text format names it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

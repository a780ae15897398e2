package io.tidegate.server.metrics;

import java.util.List;

/**
 * Writes Prometheus' text format, version 0.0.4, as its <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">documentation</a> has it. A metric none of whose
 * values is known is left out whole.
 */
final class Exposition {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Above it a double no longer has all whole numbers. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private final StringBuilder out = new StringBuilder(16 << 10);
    private Metric current = FeedMetrics.STATUS;
    private boolean headed;

    /** The samples from now on are of this metric. */
    void begin(Metric metric) {
        current = metric;
        headed = false;
    }

    /**
     * A sample.
     *
     * @param value left out if it is {@code NaN}, which stands for one that is not known
     * @param labels the values of the metric's labels, in their order
     */
    void sample(double value, String... labels) {
        if (Double.isNaN(value)) {
            return;
        }
        if (!headed) {
            head();
        }
        out.append(current.name());
        labels(current.labels(), labels);
        out.append(' ');
        number(value);
        out.append('\n');
    }

    /** What was written so far. */
    String text() {
        return out.toString();
    }

    private void head() {
        headed = true;
        out.append("# HELP ").append(current.name()).append(' ');
        escaped(current.meaning(), false);
        out.append('\n');
        out.append("# TYPE ").append(current.name()).append(' ');
        out.append(current.type().text()).append('\n');
    }

    private void labels(List<Label> names, String... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException(current.name() + " has " + names.size() + " labels");
        }
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? '{' : ',').append(names.get(i).name()).append("=\"");
            escaped(values[i], true);
            out.append('"');
        }
        if (values.length > 0) {
            out.append('}');
        }
    }

    private void escaped(String text, boolean quotes) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\n') {
                out.append("\\n");
            } else if (next == '\\' || (quotes && next == '"')) {
                out.append('\\').append(next);
            } else {
                out.append(next);
            }
        }
    }

    private void number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE) {
            out.append((long) value);
        } else {
            out.append(value);
        }
    }
}

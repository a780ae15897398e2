package io.tidegate.server.metrics;

import java.util.List;

/**
 * A label of a metric.
 *
 * @param name its name
 * @param meaning of its values
 * @param values all there are; empty if there is no end of them
 */
public record Label(String name, String meaning, List<String> values) {
    static final Label NAMESPACE = new Label("namespace", "always `default`", List.of("default"));
    static final Label CHANGEFEED = open("changefeed", "id of the changefeed");

    static final Label TABLE = open("table", "schema and name of the table");

    static Label open(String name, String meaning) {
        return new Label(name, meaning, List.of());
    }
}

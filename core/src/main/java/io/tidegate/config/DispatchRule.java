package io.tidegate.config;

import java.util.List;

/**
 * One rule of {@code sink.dispatchers} as its user wrote it.
 *
 * @param matcher table rules
 * @param topic topic expression, empty for the default topic
 * @param partition name of the partition dispatcher, empty for the default one
 * @param index name of an index for {@code index-value}, empty for the handle key
 * @param columns columns for {@code columns}
 */
public record DispatchRule(List<String> matcher, String topic, String partition, String index, List<String> columns) {
    public DispatchRule {
        matcher = List.copyOf(matcher);
        columns = List.copyOf(columns);
    }
}

package io.tidegate.testkit.ledger;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A message of a topic, decoded far enough to fold it.
 *
 * @param kind what it is
 * @param schema database
 * @param table table, empty for a database DDL or a watermark
 * @param commitTs commit-ts, or the watermark
 * @param values column texts of the row after an INSERT or UPDATE, before a DELETE; empty otherwise
 * @param old column texts before an UPDATE, empty otherwise
 * @param sql statement of a DDL, else empty
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 * @param timestamp when the producer made the record, milliseconds since 1970
 */
public record Change(
        Kind kind,
        String schema,
        String table,
        long commitTs,
        Map<String, @Nullable String> values,
        Map<String, @Nullable String> old,
        String sql,
        String topic,
        int partition,
        long offset,
        long timestamp) {
    /** What a message is. */
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE,
        DDL,
        WATERMARK
    }

    public boolean isRow() {
        return kind == Kind.INSERT || kind == Kind.UPDATE || kind == Kind.DELETE;
    }

    /** Where it was read. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }
}

package io.tidegate.route;

import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;

/** The rows of a transaction go to one partition, those of the next one to another. */
final class CommitTsRoute implements Route {
    private final String topic;
    private final PartitionCounts partitions;

    CommitTsRoute(String topic, PartitionCounts partitions) {
        this.topic = topic;
        this.partitions = partitions;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public int partition(RowCursor row, RowKind as) {
        return (int) Long.remainderUnsigned(row.commitTs(), partitions.partitions(topic));
    }
}

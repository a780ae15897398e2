package io.tidegate.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * The durable progress of a changefeed.
 *
 * @param checkpointTs every change with commit-ts up to it is acknowledged by the sink
 * @param position where the source goes on, in the source's own text; may lie inside a transaction of which a part was
 *     delivered
 * @param sourceState what the source stored beside it, null if it needs nothing
 */
public record Checkpoint(
        long checkpointTs, String position, @Nullable String sourceState) {}

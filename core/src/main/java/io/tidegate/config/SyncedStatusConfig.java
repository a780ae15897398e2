package io.tidegate.config;

import java.time.Duration;

/**
 * When a changefeed counts as having delivered everything.
 *
 * @param checkInterval for how long nothing must have been delivered
 * @param checkpointInterval how far the checkpoint may be behind
 */
public record SyncedStatusConfig(Duration checkInterval, Duration checkpointInterval) {}

package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.Secret;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A changefeed as somebody wants it.
 *
 * @param id by which it will be named; null for a random one
 * @param name for people; null to take the id
 * @param cluster id of its source cluster; null when there is only one
 * @param sinkUri where it sends
 * @param replicaConfig TiCDC's {@code replica_config}; null for all defaults
 * @param timeZone in which TIMESTAMP values are printed; null for the server's
 * @param start in the words of {@code tidegate run --start}; null for now
 * @param targetTs it finishes behind this commit-ts; 0 for never
 * @param rcu its replication capacity units, 0 for unlimited
 * @param paused whether it waits for a resume
 */
public record NewChangefeed(
        @Nullable String id,
        @Nullable String name,
        @Nullable String cluster,
        Secret sinkUri,
        @Nullable JsonNode replicaConfig,
        @Nullable ZoneId timeZone,
        @Nullable String start,
        long targetTs,
        int rcu,
        boolean paused) {}

package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.Secret;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A changefeed as it was asked for. Holds secrets: never shown as it is.
 *
 * @param id by which it is named
 * @param name for people
 * @param cluster id of its source cluster
 * @param sinkUri where it sends
 * @param replicaConfig TiCDC's {@code replica_config} as it was sent, JSON names; an empty object for all defaults
 * @param timeZone in which TIMESTAMP values are printed; never changes
 * @param start where it began or, after a rewind, begins anew, in the words of {@code tidegate run --start}
 * @param startTs the commit-ts of that, 0 while it is not known
 * @param targetTs it finishes behind this commit-ts; 0 for never
 * @param rcu its replication capacity units, 0 for unlimited
 * @param createdAt when it was created
 * @param creatorVersion by which version of Tidegate
 */
public record ChangefeedDefinition(
        String id,
        String name,
        String cluster,
        Secret sinkUri,
        JsonNode replicaConfig,
        ZoneId timeZone,
        String start,
        long startTs,
        long targetTs,
        int rcu,
        Instant createdAt,
        String creatorVersion) {
    @Override
    public String toString() {
        return "changefeed " + id;
    }
}

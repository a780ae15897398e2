package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.Names;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    /** The same, beginning elsewhere; where that is will be known once it began. */
    ChangefeedDefinition withStart(String newStart) {
        return placed(newStart, 0, rcu);
    }

    /** The same, once it is known where it began. */
    ChangefeedDefinition begunAt(long ts) {
        return placed(start, ts, rcu);
    }

    ChangefeedDefinition withRcu(int newRcu) {
        return placed(start, startTs, newRcu);
    }

    /**
     * The same with what is changed. The configuration is left to the caller, since its secrets may be masked.
     *
     * @throws TidegateException API_INVALID_PARAM for a name, SINK_URI_INVALID
     */
    ChangefeedDefinition with(ChangefeedChanges changes) {
        Secret uri =
                changes.sinkUri() == null ? sinkUri : changes.sinkUri().reveal(shown -> SinkUri.unmask(shown, sinkUri));
        return new ChangefeedDefinition(
                id,
                changes.name() == null ? name : Names.requireName("name", changes.name()),
                cluster,
                uri,
                replicaConfig,
                timeZone,
                start,
                startTs,
                changes.targetTs().orElse(targetTs),
                rcu,
                createdAt,
                creatorVersion);
    }

    ChangefeedDefinition withConfig(JsonNode newConfig) {
        return new ChangefeedDefinition(
                id,
                name,
                cluster,
                sinkUri,
                newConfig,
                timeZone,
                start,
                startTs,
                targetTs,
                rcu,
                createdAt,
                creatorVersion);
    }

    List<String> brokers() {
        return sinkUri.reveal(SinkUri::parse).brokers();
    }

    /** @throws TidegateException API_INVALID_PARAM for a target that does not lie behind the start */
    void requireTarget() {
        if (targetTs != 0 && Long.compareUnsigned(targetTs, startTs) <= 0) {
            throw new TidegateException(
                            ErrorCode.API_INVALID_PARAM,
                            "can not update target_ts:" + Long.toUnsignedString(targetTs) + " less than start_ts:"
                                    + Long.toUnsignedString(startTs))
                    .withRemedy("Choose a later target, or 0 for none.");
        }
    }

    /**
     * A request for another one that does the same.
     *
     * @param newId null for a random one
     * @param newName null to take the id
     * @param newStart in the words of {@code tidegate run --start}; null for now
     * @param paused whether it waits for a resume
     */
    NewChangefeed copy(@Nullable String newId, @Nullable String newName, @Nullable String newStart, boolean paused) {
        return new NewChangefeed(
                newId, newName, cluster, sinkUri, replicaConfig, timeZone, newStart, targetTs, rcu, paused);
    }

    private ChangefeedDefinition placed(String newStart, long newStartTs, int newRcu) {
        return new ChangefeedDefinition(
                id,
                name,
                cluster,
                sinkUri,
                replicaConfig,
                timeZone,
                newStart,
                newStartTs,
                targetTs,
                newRcu,
                createdAt,
                creatorVersion);
    }

    @Override
    public String toString() {
        return "changefeed " + id;
    }
}

package io.tidegate.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.SinkUri;
import io.tidegate.server.ServerIdentity;
import io.tidegate.server.changefeed.ChangefeedDefinition;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.ErrorReport;
import io.tidegate.server.web.Answers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Changefeeds as TiCDC's Open API v2 shows them: its fields with its types, of both architectures where they differ in
 * names ({@code namespace} and {@code keyspace}), and what only Tidegate has in one object {@code tidegate} beside them.
 */
final class TicdcShapes {
    private final ServerIdentity server;
    private final ApiTime time;
    private final InstantSource clock;

    TicdcShapes(ServerIdentity server, ApiTime time, InstantSource clock) {
        this.server = server;
        this.time = time;
        this.clock = clock;
    }

    /** One changefeed of the list. */
    ObjectNode listItem(ChangefeedView feed) {
        ObjectNode item = identity(feed)
                .put("state", feed.state().ticdc())
                .put("checkpoint_tso", Answers.number(feed.status().checkpointTs()))
                .put("checkpoint_time", time.spaced(feed.status().checkpointTs()));
        item.set("error", shownError(feed));
        ChangefeedDefinition definition = feed.definition();
        ObjectNode own = item.putObject("tidegate")
                .put("name", definition.name())
                .put("cluster", definition.cluster())
                .put("state", feed.state().name())
                .put("since", feed.since().toString())
                .put("reason", feed.reason())
                .put("rcu", definition.rcu())
                .put("created_at", definition.createdAt().toString());
        ProgressShape.putCheckpointLag(own, feed.status(), clock.instant());
        return item;
    }

    /** Everything about one changefeed. */
    ObjectNode detail(ChangefeedView feed) {
        ChangefeedDefinition definition = feed.definition();
        ObjectNode detail = identity(feed)
                .put("sink_uri", definition.sinkUri().reveal(SinkUri::mask))
                .put("create_time", time.rfc3339(definition.createdAt()));
        if (definition.startTs() != 0) {
            detail.put("start_ts", Answers.number(definition.startTs()));
        }
        if (definition.targetTs() != 0) {
            detail.put("target_ts", Answers.number(definition.targetTs()));
        }
        detail.set("config", feed.config().json(definition.sinkUri().reveal(SinkUri::parse)));
        detail.put("state", feed.state().ticdc());
        JsonNode error = shownError(feed);
        if (!error.isNull()) {
            detail.set("error", error);
        }
        detail.put("creator_version", definition.creatorVersion())
                .put("resolved_ts", Answers.number(feed.status().resolvedTs()))
                .put("checkpoint_ts", Answers.number(feed.status().checkpointTs()))
                .put("checkpoint_time", time.spaced(feed.status().checkpointTs()));
        detail.set("tidegate", own(feed));
        return detail;
    }

    /** State and progress alone. */
    ObjectNode status(ChangefeedView feed) {
        ObjectNode status = Answers.object()
                .put("state", feed.state().ticdc())
                .put("resolved_ts", Answers.number(feed.status().resolvedTs()))
                .put("checkpoint_ts", Answers.number(feed.status().checkpointTs()));
        JsonNode error = shownError(feed);
        if (!error.isNull()) {
            status.set(feed.state() == ChangefeedState.FAILED ? "last_error" : "last_warning", error);
        }
        return status;
    }

    private ObjectNode own(ChangefeedView feed) {
        ChangefeedDefinition definition = feed.definition();
        return ProgressShape.of(feed, clock.instant())
                .put("name", definition.name())
                .put("cluster", definition.cluster())
                .put("time_zone", definition.timeZone().getId())
                .put("start", definition.start())
                .put("rcu", definition.rcu());
    }

    private static ObjectNode identity(ChangefeedView feed) {
        return Answers.object()
                .put("upstream_id", upstreamId(feed.definition().cluster()))
                .put("id", feed.id())
                .put("namespace", "default")
                .put("keyspace", "default");
    }

    /** As in TiCDC, an error is shown while it is the reason of the state. */
    private JsonNode shownError(ChangefeedView feed) {
        return switch (feed.state()) {
            case WARNING, FAILED -> error(feed.error());
            case CREATING, RUNNING, EDITING, PAUSING, PAUSED, RESUMING, DELETING, FINISHED -> NullNode.instance;
        };
    }

    private JsonNode error(@Nullable ErrorReport error) {
        return error == null
                ? NullNode.instance
                : Answers.object()
                        .put("time", time.rfc3339(error.time()))
                        .put("addr", server.address())
                        .put("code", error.code())
                        .put("message", error.message());
    }

    /** TiDB's clusters have a number; ours is made from the id, so that it stays the same. */
    private static long upstreamId(String cluster) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(cluster.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

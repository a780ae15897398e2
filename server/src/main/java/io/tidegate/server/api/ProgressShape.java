package io.tidegate.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.feed.FeedStatus;
import io.tidegate.feed.TableLag;
import io.tidegate.model.Tso;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.ErrorReport;
import io.tidegate.server.web.Answers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a changefeed does now, as our own part of the API shows it: commit timestamps are text, because JavaScript cannot hold
 * them as numbers, and times are those of {@link Instant}.
 */
final class ProgressShape {
    private ProgressShape() {}

    static ObjectNode of(ChangefeedView feed, Instant now) {
        FeedStatus status = feed.status();
        ObjectNode progress = Answers.object()
                .put("id", feed.id())
                .put("state", feed.state().name())
                .put("since", feed.since().toString())
                .put("reason", feed.reason());
        putError(progress, "error", feed.error());
        putError(progress, "last_error", feed.lastError());
        progress.put("checkpoint_ts", Long.toUnsignedString(status.checkpointTs()))
                .put("resolved_ts", Long.toUnsignedString(status.resolvedTs()));
        putTime(progress, "checkpoint_time", status.checkpointTs() == 0 ? null : time(status.checkpointTs()));
        putCheckpointLag(progress, status, now);
        progress.put("position", status.position())
                .put("sent_rows", status.sentRows())
                .put("sent_messages", status.sentRecords())
                .put("sent_bytes", status.sentBytes())
                .put("dead_letters", status.deadLetters())
                .put("waiting", status.waiting());
        progress.putObject("lag")
                .put("source_ms", status.lag().sourceMillis())
                .put("queue_ms", status.lag().queueMillis())
                .put("sink_ms", status.lag().sinkMillis());
        progress.put("rows_per_second", status.rowsPerSecond())
                .put("quota_rows_per_second", status.quotaRowsPerSecond())
                .put("throttled_ms", status.throttledMillis())
                .put("held_bytes", status.heldBytes())
                .put("memory_limit", status.memoryLimit());
        putTime(progress, "last_delivered_at", status.lastDeliveredAt());
        progress.set("slowest_tables", Answers.array(status.slowestTables(), ProgressShape::table));
        return progress;
    }

    /** How far the checkpoint is behind, null before there is one. */
    static void putCheckpointLag(ObjectNode into, FeedStatus status, Instant now) {
        if (status.checkpointTs() == 0) {
            into.putNull("checkpoint_lag_ms");
        } else {
            into.put("checkpoint_lag_ms", Math.max(0, now.toEpochMilli() - Tso.millis(status.checkpointTs())));
        }
    }

    static ObjectNode error(ErrorReport error) {
        return Answers.object()
                .put("time", error.time().toString())
                .put("code", error.code())
                .put("message", error.message())
                .put("remedy", error.remedy());
    }

    private static ObjectNode table(TableLag lag) {
        return Answers.object()
                .put("schema", lag.table().schema())
                .put("table", lag.table().table())
                .put("rows", lag.rows())
                .put("bytes", lag.bytes())
                .put("oldest_waiting_ts", Long.toUnsignedString(lag.oldestWaitingTs()));
    }

    private static void putError(ObjectNode into, String name, @Nullable ErrorReport error) {
        if (error == null) {
            into.putNull(name);
        } else {
            into.set(name, error(error));
        }
    }

    private static void putTime(ObjectNode into, String name, @Nullable Instant time) {
        if (time == null) {
            into.putNull(name);
        } else {
            into.put(name, time.toString());
        }
    }

    private static Instant time(long ts) {
        return Instant.ofEpochMilli(Tso.millis(ts));
    }
}

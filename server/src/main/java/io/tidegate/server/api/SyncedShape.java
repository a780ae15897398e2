package io.tidegate.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.SyncedStatusConfig;
import io.tidegate.feed.FeedStatus;
import io.tidegate.model.Tso;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.web.Answers;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether both sides have the same data, by TiCDC's rules: nothing was delivered for a while, and the checkpoint is close
 * behind now. Where it is not, the source decides whether that is because it cannot be read.
 */
final class SyncedShape {
    private SyncedShape() {}

    static ObjectNode of(ChangefeedView feed, ApiTime time, Instant now) {
        FeedStatus status = feed.status();
        SyncedStatusConfig rules = feed.config().syncedStatus();
        Instant checkpoint = Instant.ofEpochMilli(Tso.millis(status.checkpointTs()));
        Instant resolved = Instant.ofEpochMilli(Tso.millis(status.resolvedTs()));
        Instant delivered = status.lastDeliveredAt() == null ? Instant.EPOCH : status.lastDeliveredAt();
        boolean quiet = isLonger(delivered, now, rules.checkInterval());
        boolean close = !isLonger(checkpoint, now, rules.checkpointInterval());
        return Answers.object()
                .put("synced", quiet && close)
                .put("sink_checkpoint_ts", time.spaced(checkpoint))
                .put("puller_resolved_ts", time.spaced(resolved))
                .put("last_synced_ts", time.spaced(delivered))
                .put("now_ts", time.spaced(now))
                .put("info", info(quiet, close, !isLonger(checkpoint, resolved, rules.checkpointInterval())));
    }

    private static String info(boolean quiet, boolean close, boolean everythingReceivedIsDelivered) {
        if (quiet && close) {
            return "The data syncing is finished";
        }
        return quiet && everythingReceivedIsDelivered
                ? "Please check whether the source database is online and can be read; if it is not, everything up to the"
                        + " checkpoint is delivered, else wait"
                : "The data syncing is not finished, please wait";
    }

    private static boolean isLonger(Instant from, Instant to, Duration limit) {
        return Duration.between(from, to).compareTo(limit) >= 0;
    }
}

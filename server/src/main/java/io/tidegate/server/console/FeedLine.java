package io.tidegate.server.console;

import io.tidegate.config.SinkUri;
import io.tidegate.model.Tso;
import io.tidegate.server.changefeed.ChangefeedView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A changefeed as a list shows it.
 *
 * @param id by which it is named
 * @param name for people
 * @param state what it does
 * @param since since when, of {@link Instant}
 * @param reason why, or the error behind it; empty while there is nothing to say
 * @param target the brokers and topic it sends to, without secrets
 * @param lagMillis how far its checkpoint is behind, null before there is one
 * @param checkpointTs its checkpoint-ts as text, 0 before there is one
 * @param checkpointTime the physical time of that, null likewise
 * @param rowsPerSecond over the last ten seconds
 * @param rcu its replication capacity units, 0 for unlimited
 * @param createdAt when it was created
 * @param actions what an operator can do with it now
 */
public record FeedLine(
        String id,
        String name,
        String state,
        String since,
        String reason,
        String target,
        @Nullable Long lagMillis,
        String checkpointTs,
        @Nullable String checkpointTime,
        long rowsPerSecond,
        int rcu,
        String createdAt,
        List<FeedAction> actions) {
    static FeedLine of(ChangefeedView feed, Instant now) {
        long ts = feed.status().checkpointTs();
        return new FeedLine(
                feed.id(),
                feed.definition().name(),
                feed.state().name(),
                feed.since().toString(),
                feed.error() == null ? feed.reason() : feed.error().message(),
                target(feed.definition().sinkUri().reveal(SinkUri::mask)),
                ts == 0 ? null : Math.max(0, now.toEpochMilli() - Tso.millis(ts)),
                Long.toUnsignedString(ts),
                ts == 0 ? null : Instant.ofEpochMilli(Tso.millis(ts)).toString(),
                Math.round(feed.status().rowsPerSecond()),
                feed.definition().rcu(),
                feed.definition().createdAt().toString(),
                FeedAction.in(feed.state()));
    }

    /** Whether somebody should look at it. */
    public boolean troubled() {
        return state.equals("FAILED") || state.equals("WARNING");
    }

    private static String target(String maskedUri) {
        int question = maskedUri.indexOf('?');
        return question < 0 ? maskedUri : maskedUri.substring(0, question);
    }
}

package io.tidegate.server.changefeed;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.feed.FeedStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A changefeed as it is now.
 *
 * @param definition what was asked for, with secrets
 * @param config its {@code replica_config}, read
 * @param state what it does
 * @param since since when
 * @param reason why, in a plain sentence; empty while there is nothing to say
 * @param error the error behind the state, null if there is none
 * @param lastError the last error it met in whatever state, null if it met none since the server started
 * @param status what the engine knows
 */
public record ChangefeedView(
        ChangefeedDefinition definition,
        ChangefeedConfig config,
        ChangefeedState state,
        Instant since,
        String reason,
        @Nullable ErrorReport error,
        @Nullable ErrorReport lastError,
        FeedStatus status) {
    public String id() {
        return definition.id();
    }
}

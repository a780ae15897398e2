package io.tidegate.server.metrics;

import io.tidegate.error.TidegateException;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.FeedActivity;
import io.tidegate.feed.FeedStatus;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.ErrorReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A changefeed at the moment of a scrape.
 *
 * @param changefeed its id
 * @param state what it does
 * @param since since when
 * @param error the error behind the state, null if there is none
 * @param status what the engine knows
 * @param activity what the engine has counted
 */
public record FeedFigures(
        String changefeed,
        ChangefeedState state,
        Instant since,
        @Nullable ErrorReport error,
        FeedStatus status,
        FeedActivity activity) {
    /**
     * Of a server's changefeed.
     *
     * @param activity {@link FeedActivity#NONE} while no engine runs it
     */
    public static FeedFigures of(ChangefeedView view, FeedActivity activity) {
        return new FeedFigures(view.id(), view.state(), view.since(), view.error(), view.status(), activity);
    }

    /** Of a changefeed that runs without a server. */
    public static FeedFigures of(Changefeed feed) {
        FeedStatus status = feed.status();
        TidegateException error = status.error();
        return new FeedFigures(
                feed.name(),
                state(status.state()),
                status.since(),
                error == null ? null : ErrorReport.of(error, status.since()),
                status,
                feed.activity());
    }

    /** Whether it is meant to make progress. */
    boolean isActive() {
        return switch (state) {
            case CREATING, RUNNING, RESUMING, WARNING, FAILED -> true;
            case EDITING, PAUSING, PAUSED, DELETING, FINISHED -> false;
        };
    }

    private static ChangefeedState state(FeedStatus.State state) {
        return switch (state) {
            case STARTING -> ChangefeedState.CREATING;
            case RUNNING -> ChangefeedState.RUNNING;
            case STALLED, RETRYING -> ChangefeedState.WARNING;
            case FAILED -> ChangefeedState.FAILED;
            case FINISHED -> ChangefeedState.FINISHED;
            case STOPPED -> ChangefeedState.PAUSED;
        };
    }
}

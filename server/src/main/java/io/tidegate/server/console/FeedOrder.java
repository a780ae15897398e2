package io.tidegate.server.console;

import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ChangefeedView;
import java.util.Comparator;

/** The order in which changefeeds need somebody: the failed first, then those with a warning, the longest first. */
final class FeedOrder {
    static final Comparator<ChangefeedView> WORST_FIRST = Comparator.comparingInt(
                    (ChangefeedView feed) -> urgency(feed.state()))
            .thenComparing(feed -> isTroubled(feed) ? feed.since().toEpochMilli() : 0)
            .thenComparing(ChangefeedView::id);

    private FeedOrder() {}

    static boolean isTroubled(ChangefeedView feed) {
        return feed.state() == ChangefeedState.FAILED || feed.state() == ChangefeedState.WARNING;
    }

    private static int urgency(ChangefeedState state) {
        return switch (state) {
            case FAILED -> 0;
            case WARNING -> 1;
            case CREATING, EDITING, PAUSING, RESUMING, DELETING -> 2;
            case RUNNING -> 3;
            case PAUSED -> 4;
            case FINISHED -> 5;
        };
    }
}

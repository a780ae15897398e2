package io.tidegate.server.changefeed;

import org.jspecify.annotations.Nullable;

/**
 * What a changefeed is meant to do, kept over restarts of the server.
 *
 * @param goal what
 * @param error what ended it, null unless it failed
 */
record Intent(Goal goal, @Nullable ErrorReport error) {
    static final Intent RUN = new Intent(Goal.RUNNING, null);
    static final Intent PAUSE = new Intent(Goal.PAUSED, null);
    static final Intent FINISH = new Intent(Goal.FINISHED, null);

    enum Goal {
        RUNNING,
        PAUSED,
        FAILED,
        FINISHED
    }

    static Intent failed(ErrorReport error) {
        return new Intent(Goal.FAILED, error);
    }
}

package io.tidegate.error;

/** What the engine does when a changefeed meets an error. */
public enum RetryPolicy {
    /** Try again with back-off: the cause is outside and can go away by itself. */
    RETRY,
    /** Stop: only a person can mend it. */
    FAIL
}

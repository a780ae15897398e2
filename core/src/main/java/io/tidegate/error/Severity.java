package io.tidegate.error;

/** How much an error matters to the user who sees it. */
public enum Severity {
    /** Worth knowing; nothing stops. */
    WARNING,
    /** The changefeed or the command does not go on by itself, or only after retries. */
    ERROR,
    /** Data may be wrong or missing if this is ignored. */
    CRITICAL
}

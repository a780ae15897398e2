package io.tidegate.cli.client;

/** How an answer is printed. */
public enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs: the server's answer as it came. */
    JSON
}

package io.tidegate.state;

/**
 * An entry in its place in the log.
 *
 * @param number grows with every entry and is never used twice
 * @param entry what was done
 */
public record AuditRecord(long number, AuditEntry entry) {}

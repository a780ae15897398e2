package io.tidegate.state;

import java.time.Instant;

/**
 * A DDL that a changefeed has dealt with. Never sealed: consumers read the same text.
 *
 * @param at when
 * @param commitTs commit-ts of the DDL
 * @param schema the schema it is about, empty if none
 * @param table the table it is about, empty if it is about a schema
 * @param statement its text
 * @param outcome what became of it, in a word
 */
public record DeliveredDdl(Instant at, long commitTs, String schema, String table, String statement, String outcome) {}

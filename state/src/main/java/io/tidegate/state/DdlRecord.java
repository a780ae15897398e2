package io.tidegate.state;

/**
 * An entry in the history of a changefeed's DDLs.
 *
 * @param number grows with every entry of the changefeed
 * @param ddl what was delivered
 */
public record DdlRecord(long number, DeliveredDdl ddl) {}

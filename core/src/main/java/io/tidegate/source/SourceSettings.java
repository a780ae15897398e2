package io.tidegate.source;

import java.time.ZoneId;

/**
 * What a changefeed tells its source.
 *
 * @param changefeed its name; sources derive stable identities from it
 * @param tables which tables' rows and DDLs to hand on
 * @param timeZone in which TIMESTAMP values are printed
 * @param splitKeyUpdates whether an UPDATE that changes a key becomes DELETE and INSERT; a source whose database checks
 *     uniqueness at the end of a transaction does it itself, for the others the engine does
 */
public record SourceSettings(String changefeed, TableSelection tables, ZoneId timeZone, boolean splitKeyUpdates) {}

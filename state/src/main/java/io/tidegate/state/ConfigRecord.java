package io.tidegate.state;

import io.tidegate.config.Secret;
import java.time.Instant;

/**
 * An entry in the history of a changefeed's configuration.
 *
 * @param number grows with every entry of the changefeed
 * @param at when it was changed
 * @param change who changed it, and how
 * @param definition the whole of it afterwards, as {@link StoredChangefeed} has it; sealed in the file
 */
public record ConfigRecord(long number, Instant at, ConfigChange change, Secret definition) {}

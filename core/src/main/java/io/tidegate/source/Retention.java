package io.tidegate.source;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long a source keeps what a restart at some position needs.
 *
 * @param available whether the source still has it
 * @param deletedFrom the earliest time at which the source's own rules may delete it; null if they never do, or if no
 *     time can be told
 * @param bytesBehind bytes of log between the position and the end; empty if they cannot be told
 */
public record Retention(boolean available, @Nullable Instant deletedFrom, OptionalLong bytesBehind) {}

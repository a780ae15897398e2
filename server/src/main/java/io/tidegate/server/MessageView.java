package io.tidegate.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it lies in Kafka, decoded for people.
 *
 * @param partition where it is
 * @param offset where it is in there
 * @param time when it was sent
 * @param key its key as text, null without one
 * @param value its value as text, null for a tombstone
 */
public record MessageView(
        int partition,
        long offset,
        Instant time,
        @Nullable String key,
        @Nullable String value) {}

package io.tidegate.server.console.peek;

import java.time.Instant;

/**
 * A message as a page shows it.
 *
 * @param partition where it is
 * @param offset where it is in there
 * @param time when it was sent
 */
public record ShownMessage(int partition, long offset, Instant time, ShownText key, ShownText value) {}

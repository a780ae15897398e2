package io.tidegate.server.metrics;

import io.tidegate.source.Retention;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A changefeed whose source is asked how long it keeps what the changefeed needs.
 *
 * @param changefeed its id
 * @param question asks the source about the checkpoint as it is now, which may take a while or fail with a {@link
 *     io.tidegate.error.TidegateException}
 */
public record RetainedFeed(String changefeed, Supplier<Optional<Retention>> question) {}

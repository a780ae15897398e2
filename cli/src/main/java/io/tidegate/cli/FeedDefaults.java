package io.tidegate.cli;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;

/** What holds when only a source is looked at: every table, and a sink that is never used. */
final class FeedDefaults {
    private static final String NO_SINK = "kafka://unused:9092/unused?protocol=canal-json";

    private FeedDefaults() {}

    static ResolvedConfig config() {
        return ResolvedConfig.resolve(SinkUri.parse(NO_SINK), ChangefeedConfig.empty());
    }
}

package io.tidegate.cli;

import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.source.StartPoint;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A changefeed as somebody asks for it.
 *
 * @param source where to read
 * @param config where to send, in which format
 * @param shownSinkUri the sink URI, secrets masked; kept for people to read
 * @param timeZone in which TIMESTAMP values are printed; null for the stored one, or this machine's at the first start
 * @param dataDir where the progress is kept
 * @param start where to begin; null for the stored checkpoint, or now at the first start
 * @param until where to end: {@code now} or a commit-ts; null for never
 * @param reset whether a stored changefeed is forgotten first
 */
public record FeedRequest(
        SourceEndpoint source,
        ResolvedConfig config,
        String shownSinkUri,
        @Nullable ZoneId timeZone,
        Path dataDir,
        @Nullable StartPoint start,
        @Nullable String until,
        boolean reset) {
    ZoneId zoneOrLocal() {
        return timeZone == null ? ZoneId.systemDefault() : timeZone;
    }
}

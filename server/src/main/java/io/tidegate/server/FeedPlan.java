package io.tidegate.server;

import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SourceEndpoint;
import java.time.ZoneId;

/**
 * What is needed to connect the two ends of a changefeed.
 *
 * @param id of the changefeed
 * @param source where it reads
 * @param config what it sends, where and how
 * @param timeZone in which TIMESTAMP values are printed
 */
public record FeedPlan(String id, SourceEndpoint source, ResolvedConfig config, ZoneId timeZone) {}

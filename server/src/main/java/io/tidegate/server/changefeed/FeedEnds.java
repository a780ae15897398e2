package io.tidegate.server.changefeed;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.server.Connectors;
import io.tidegate.server.FeedConnector;
import io.tidegate.server.FeedPlan;
import io.tidegate.server.cluster.Clusters;

/** From what a changefeed is defined as to its two ends. */
record FeedEnds(Clusters clusters, Connectors connectors) {
    /** What sink URI and configuration say together. */
    static ResolvedConfig resolve(ChangefeedDefinition definition, ChangefeedConfig config) {
        return ResolvedConfig.resolve(definition.sinkUri().reveal(SinkUri::parse), config);
    }

    FeedConnector of(ChangefeedDefinition definition, ChangefeedConfig config) {
        return of(definition, resolve(definition, config));
    }

    FeedConnector of(ChangefeedDefinition definition, ResolvedConfig config) {
        return connectors.connect(new FeedPlan(
                definition.id(), clusters.get(definition.cluster()).endpoint(), config, definition.timeZone()));
    }

    FeedConnector of(ManagedFeed feed) {
        return of(feed.definition(), feed.config());
    }
}

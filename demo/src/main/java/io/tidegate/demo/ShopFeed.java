package io.tidegate.demo;

import io.tidegate.cli.FeedRequest;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import java.nio.file.Path;
import java.time.ZoneId;

/** The changefeed of the demo, as somebody would write it down for {@code tidegate run}. */
final class ShopFeed {
    /** The start of the name of every topic. */
    static final String TOPICS = "shop_";

    static final ZoneId ZONE = ZoneId.of("UTC");

    private static final String CONFIG = """
            force-replicate = true # audit_log has no key

            [filter]
            rules = ['shop.*']

            [sink]
            dispatchers = [
              { matcher = ['shop.*'], topic = '{schema}_{table}', partition = 'index-value' },
            ]
            """;

    private ShopFeed() {}

    static FeedRequest request(Servers servers, Path dataDir) {
        String sinkUri = "kafka://" + servers.brokers()
                + "/shop_schema?protocol=canal-json&enable-tidb-extension=true&partition-num=3&replication-factor=1";
        return new FeedRequest(
                servers.endpoint(),
                ResolvedConfig.resolve(SinkUri.parse(sinkUri), ChangefeedConfig.parse(CONFIG)),
                sinkUri,
                ZONE,
                dataDir,
                null,
                null,
                false);
    }
}

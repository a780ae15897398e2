package io.tidegate.server.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.Secret;
import io.tidegate.feed.FeedStatus;
import io.tidegate.feed.Lag;
import io.tidegate.model.Tso;
import io.tidegate.server.changefeed.ChangefeedDefinition;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.ErrorReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Views of a changefeed as a server could give them. */
final class ChangefeedSamples {
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private ChangefeedSamples() {}

    /** In a state, with an error if there is one. */
    static ChangefeedView in(ChangefeedState state, @Nullable ErrorReport error) {
        return view(state, error, status(NOW, NOW, NOW));
    }

    /** One that runs. */
    static ChangefeedView running(Instant delivered, Instant checkpoint, Instant resolved) {
        return view(ChangefeedState.RUNNING, null, status(delivered, checkpoint, resolved));
    }

    private static ChangefeedView view(ChangefeedState state, @Nullable ErrorReport error, FeedStatus status) {
        ChangefeedDefinition definition = new ChangefeedDefinition(
                "orders",
                "Orders",
                "shop",
                new Secret("kafka://k:9092/t?protocol=canal-json"),
                JsonNodeFactory.instance.objectNode(),
                ZoneOffset.UTC,
                "now",
                7,
                0,
                0,
                NOW,
                "v8.5-test");
        return new ChangefeedView(
                definition, ChangefeedConfig.ofJson(definition.replicaConfig()), state, NOW, "", error, error, status);
    }

    private static FeedStatus status(Instant delivered, Instant checkpoint, Instant resolved) {
        return new FeedStatus(
                FeedStatus.State.RUNNING,
                NOW,
                "",
                null,
                Tso.ofMillis(resolved.toEpochMilli()),
                Tso.ofMillis(checkpoint.toEpochMilli()),
                "",
                0,
                0,
                0,
                0,
                0,
                Lag.NONE,
                0,
                0,
                0,
                0,
                0,
                delivered,
                List.of());
    }
}

package io.tidegate.server.console.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.changefeed.ChangefeedChanges;
import io.tidegate.server.changefeed.NewChangefeed;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The changefeed that a draft becomes. What is typed wrong is refused as in a request to the API. */
public final class DraftRequest {
    private DraftRequest() {}

    /**
     * @param cluster id of its source cluster
     * @throws TidegateException of the first thing that is wrong with topics, time zone or capacity; the rest is found at
     *     the creation
     */
    public static NewChangefeed of(Draft draft, String cluster) {
        return new NewChangefeed(
                nullIfEmpty(draft.specification().id()),
                nullIfEmpty(draft.specification().name()),
                cluster,
                new Secret(SinkParameters.uri(draft)),
                replicaConfig(draft),
                zone(draft),
                draft.changefeed().start().text(),
                draft.carried().targetTs(),
                rcu(draft.specification().rcu()),
                false);
    }

    /**
     * What a changefeed that exists is changed to. Start, time zone and capacity stay.
     *
     * @throws TidegateException of the first thing that is wrong with topics
     */
    public static ChangefeedChanges changes(Draft draft) {
        return new ChangefeedChanges(
                nullIfEmpty(draft.specification().name()),
                new Secret(SinkParameters.uri(draft)),
                replicaConfig(draft),
                OptionalLong.empty());
    }

    /**
     * What sink URI and configuration of a draft mean together.
     *
     * @throws TidegateException of the first thing that is wrong
     */
    public static ResolvedConfig resolve(Draft draft) {
        return ResolvedConfig.resolve(
                SinkUri.parse(SinkParameters.uri(draft)), ChangefeedConfig.ofJson(replicaConfig(draft)));
    }

    /** {@code replica_config} with its secrets. */
    static ObjectNode replicaConfig(Draft draft) {
        ObjectNode config = ConfigSpelling.json(DraftConfig.of(draft));
        ConfigMerge.addMissing(config, draft.carried().config());
        return config;
    }

    static @Nullable ZoneId zone(Draft draft) {
        String zone = draft.changefeed().start().timeZone();
        try {
            return zone.isEmpty() ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "there is no time zone " + zone)
                    .withRemedy("Use a name such as Europe/Berlin, UTC or +08:00.");
        }
    }

    private static int rcu(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "rcu is " + text + ", which is no whole number");
        }
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}

package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.Secret;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a changefeed; what is null or empty stays.
 *
 * @param name for people
 * @param sinkUri where it sends; a secret shown as {@code ******} stands for the present one
 * @param replicaConfig replaces the whole of the present one
 * @param targetTs it finishes behind this commit-ts; 0 for never
 */
public record ChangefeedChanges(
        @Nullable String name,
        @Nullable Secret sinkUri,
        @Nullable JsonNode replicaConfig,
        OptionalLong targetTs) {
    /** Whether nothing but the name changes. */
    boolean isName() {
        return name != null && sinkUri == null && replicaConfig == null && targetTs.isEmpty();
    }

    /**
     * The configuration afterwards. One with masked secrets keeps them only while the changefeed sends to the same brokers.
     *
     * @param before the changefeed as it is
     * @param after as it will be
     * @param config its configuration as it is
     */
    ChangefeedConfig config(ChangefeedDefinition before, ChangefeedDefinition after, ChangefeedConfig config) {
        if (replicaConfig == null) {
            return config;
        }
        return after.brokers().equals(before.brokers())
                ? ChangefeedConfig.ofJson(replicaConfig, config)
                : ChangefeedConfig.ofJson(replicaConfig);
    }
}

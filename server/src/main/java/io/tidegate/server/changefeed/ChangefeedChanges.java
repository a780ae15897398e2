package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
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
        OptionalLong targetTs) {}

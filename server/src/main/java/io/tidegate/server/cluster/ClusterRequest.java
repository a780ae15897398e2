package io.tidegate.server.cluster;

import io.tidegate.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A source cluster as somebody wants it.
 *
 * @param id by which it will be named; null to derive it from the name
 * @param name for people; null to take the id
 * @param uri as {@code tidegate run --source} takes it; null in an edit that keeps it
 * @param password the password if the URI has none; null in an edit that keeps it
 */
public record ClusterRequest(
        @Nullable String id,
        @Nullable String name,
        @Nullable String uri,
        @Nullable Secret password) {}

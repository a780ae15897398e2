package io.tidegate.server.cluster;

import io.tidegate.config.SourceEndpoint;
import java.time.Instant;

/**
 * A source cluster as it was registered.
 *
 * @param id by which it is named; letters, digits and hyphens
 * @param name for people
 * @param uri of its endpoint, without the password
 * @param endpoint where it is, with the login
 * @param createdAt when it was registered
 * @param updatedAt when it was changed last
 */
public record SourceCluster(
        String id, String name, String uri, SourceEndpoint endpoint, Instant createdAt, Instant updatedAt) {}

package io.tidegate.state;

import io.tidegate.config.Secret;
import java.time.Instant;

/**
 * A registered source cluster.
 *
 * @param id unique, for people and paths
 * @param name for people
 * @param definition JSON with endpoint and credentials, sealed in the file
 * @param createdAt when it was registered
 * @param updatedAt when it was edited last
 */
public record StoredCluster(String id, String name, Secret definition, Instant createdAt, Instant updatedAt) {}

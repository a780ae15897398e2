package io.tidegate.state;

import io.tidegate.config.Secret;
import java.time.Instant;

/**
 * A changefeed of a server. Its checkpoint is kept apart, see {@link StateStore#load}.
 *
 * @param id unique, also the name by which its checkpoint is stored
 * @param cluster id of its source cluster
 * @param definition JSON with everything it was asked for, credentials included; sealed in the file
 * @param intent JSON of what it is meant to do, and the error that ended it; without secrets, not sealed
 * @param createdAt when it was created
 * @param updatedAt when definition or intent changed last
 */
public record StoredChangefeed(
        String id, String cluster, Secret definition, String intent, Instant createdAt, Instant updatedAt) {}

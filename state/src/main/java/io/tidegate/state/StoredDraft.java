package io.tidegate.state;

import io.tidegate.config.Secret;
import java.time.Instant;

/**
 * A changefeed that somebody is about to create.
 *
 * @param id unique
 * @param owner name of the account whose draft it is
 * @param cluster id of its source cluster, with which it goes
 * @param document what was typed so far, credentials included; sealed in the file
 * @param createdAt when it was begun
 * @param updatedAt when it was changed last
 */
public record StoredDraft(
        String id, String owner, String cluster, Secret document, Instant createdAt, Instant updatedAt) {}

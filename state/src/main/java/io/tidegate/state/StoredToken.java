package io.tidegate.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token; the token itself is not kept.
 *
 * @param id unique, for people and paths
 * @param account whose it is
 * @param name for people
 * @param role what it may do
 * @param sha256 hash of the token, 64 lower-case hexadecimal digits; unique
 * @param createdAt when it was made
 * @param expiresAt when it ends, null for never
 * @param lastUsedAt when it was used last, null for never
 */
public record StoredToken(
        String id,
        String account,
        String name,
        String role,
        String sha256,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}

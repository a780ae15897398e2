package io.tidegate.state;

import java.time.Instant;

/**
 * A login; the cookie itself is not kept.
 *
 * @param sha256 hash of the cookie, 64 lower-case hexadecimal digits
 * @param account who logged in
 * @param role what the login may do
 * @param via how the login was proven
 * @param createdAt when it was made
 * @param expiresAt when it ends
 */
public record StoredSession(
        String sha256, String account, String role, String via, Instant createdAt, Instant expiresAt) {}

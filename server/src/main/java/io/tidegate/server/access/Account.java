package io.tidegate.server.access;

import io.tidegate.state.StoredAccount;
import java.time.Instant;

/**
 * Somebody who may log in.
 *
 * @param name unique, letters tell upper from lower case
 * @param role what it may do
 * @param disabled whether it may not log in for now
 * @param local whether it has a password here; otherwise an identity provider knows it
 * @param createdAt when it was made
 */
public record Account(String name, Role role, boolean disabled, boolean local, Instant createdAt) {
    static Account of(StoredAccount stored) {
        return new Account(
                stored.name(),
                Role.valueOf(stored.role()),
                stored.disabled(),
                stored.passwordHash().startsWith("$"),
                stored.createdAt());
    }
}

package io.tidegate.state;

import java.time.Instant;

/**
 * An account of a server.
 *
 * @param name unique
 * @param passwordHash salted and slow, in the text form of its algorithm
 * @param role what it may do
 * @param disabled whether it may not log in
 * @param createdAt when it was created
 */
public record StoredAccount(String name, String passwordHash, String role, boolean disabled, Instant createdAt) {
    /** Without the hash. */
    @Override
    public String toString() {
        return "StoredAccount[name=" + name + ", role=" + role + ", disabled=" + disabled + "]";
    }
}

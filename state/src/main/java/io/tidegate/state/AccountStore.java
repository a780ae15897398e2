package io.tidegate.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Accounts of a server, their API tokens and their logins. Tokens and logins may also belong to somebody whom another
 * system knows and who has no account here. Every write reaches the disk before it returns. Thread safe; failures are
 * those of {@link StateStore}.
 */
public final class AccountStore {
    private static final RowMapper<StoredAccount> ACCOUNT = (row, context) -> new StoredAccount(
            row.getString("name"),
            row.getString("password_hash"),
            row.getString("role"),
            row.getBoolean("disabled"),
            Instant.ofEpochMilli(row.getLong("created_at")));
    private static final RowMapper<StoredToken> TOKEN = (row, context) -> new StoredToken(
            row.getString("id"),
            row.getString("account"),
            row.getString("name"),
            row.getString("role"),
            row.getString("sha256"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            OptionalTime.read(row, "expires_at"),
            OptionalTime.read(row, "last_used_at"));
    private static final RowMapper<StoredSession> SESSION = (row, context) -> new StoredSession(
            row.getString("sha256"),
            row.getString("account"),
            row.getString("role"),
            row.getString("via"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("expires_at")));

    private final StateFile file;

    AccountStore(StateFile file) {
        this.file = file;
    }

    /** All accounts, in the order of their names. */
    public List<StoredAccount> accounts() {
        return file.reading(state -> state.createQuery("SELECT * FROM account ORDER BY name")
                .map(ACCOUNT)
                .list());
    }

    /** The account of this name, empty if there is none. */
    public Optional<StoredAccount> account(String name) {
        return file.reading(state -> state.createQuery("SELECT * FROM account WHERE name = :name")
                .bind("name", name)
                .map(ACCOUNT)
                .findOne());
    }

    /** Stores an account, in the place of the one with its name if there is one; that keeps when it was created. */
    public void put(StoredAccount account) {
        file.writing(state -> state.createUpdate("""
                        INSERT INTO account (name, password_hash, role, disabled, created_at)
                        VALUES (:name, :hash, :role, :disabled, :created)
                        ON CONFLICT (name) DO UPDATE SET
                          password_hash = excluded.password_hash, role = excluded.role, disabled = excluded.disabled""")
                .bind("name", account.name())
                .bind("hash", account.passwordHash())
                .bind("role", account.role())
                .bind("disabled", account.disabled())
                .bind("created", account.createdAt().toEpochMilli())
                .execute());
    }

    /** Forgets an account with its tokens and logins; nothing happens if there is none. */
    public void remove(String name) {
        file.writing(state -> {
            for (String table : List.of("account WHERE name", "api_token WHERE account", "session WHERE account")) {
                state.createUpdate("DELETE FROM " + table + " = :name")
                        .bind("name", name)
                        .execute();
            }
        });
    }

    /** All tokens, the oldest first. */
    public List<StoredToken> tokens() {
        return file.reading(state -> state.createQuery("SELECT * FROM api_token ORDER BY created_at, id")
                .map(TOKEN)
                .list());
    }

    /** The token with this hash, expired or not; empty if there is none. */
    public Optional<StoredToken> token(String sha256) {
        return file.reading(state -> state.createQuery("SELECT * FROM api_token WHERE sha256 = :hash")
                .bind("hash", sha256)
                .map(TOKEN)
                .findOne());
    }

    /** Stores a new token. */
    public void addToken(StoredToken token) {
        file.writing(state -> state.createUpdate("""
                        INSERT INTO api_token (id, account, name, role, sha256, created_at, expires_at, last_used_at)
                        VALUES (:id, :account, :name, :role, :hash, :created, :expires, :used)""")
                .bind("id", token.id())
                .bind("account", token.account())
                .bind("name", token.name())
                .bind("role", token.role())
                .bind("hash", token.sha256())
                .bind("created", token.createdAt().toEpochMilli())
                .bind("expires", OptionalTime.millis(token.expiresAt()))
                .bind("used", OptionalTime.millis(token.lastUsedAt()))
                .execute());
    }

    /** Notes when a token was used. A write to disk: once a minute is often enough. */
    public void tokenUsed(String id, Instant at) {
        file.writing(state -> state.createUpdate("UPDATE api_token SET last_used_at = :at WHERE id = :id")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    /** Forgets a token; nothing happens if there is none. */
    public void removeToken(String id) {
        file.writing(state -> state.createUpdate("DELETE FROM api_token WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    /** The login with this hash, expired or not; empty if there is none. */
    public Optional<StoredSession> session(String sha256) {
        return file.reading(state -> state.createQuery("SELECT * FROM session WHERE sha256 = :hash")
                .bind("hash", sha256)
                .map(SESSION)
                .findOne());
    }

    /** Stores a login, in the place of the one with its hash if there is one: its end may move. */
    public void putSession(StoredSession session) {
        file.writing(state -> state.createUpdate("""
                        INSERT INTO session (sha256, account, role, via, created_at, expires_at)
                        VALUES (:hash, :account, :role, :via, :created, :expires)
                        ON CONFLICT (sha256) DO UPDATE SET role = excluded.role, expires_at = excluded.expires_at""")
                .bind("hash", session.sha256())
                .bind("account", session.account())
                .bind("role", session.role())
                .bind("via", session.via())
                .bind("created", session.createdAt().toEpochMilli())
                .bind("expires", session.expiresAt().toEpochMilli())
                .execute());
    }

    /** Ends a login; nothing happens if there is none. */
    public void removeSession(String sha256) {
        file.writing(state -> state.createUpdate("DELETE FROM session WHERE sha256 = :hash")
                .bind("hash", sha256)
                .execute());
    }

    /** Ends all logins of an account. */
    public void removeSessions(String account) {
        file.writing(state -> state.createUpdate("DELETE FROM session WHERE account = :account")
                .bind("account", account)
                .execute());
    }

    /** Forgets the logins that have ended. */
    public void removeSessionsBefore(Instant now) {
        file.writing(state -> state.createUpdate("DELETE FROM session WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}

package io.tidegate.state;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The tables of the state file and how they came to be: migration {@code n} leads from version {@code n} to {@code n +
 * 1}. A released migration is never changed. The version is SQLite's {@code user_version}, and {@code application_id}
 * tells our files from others. Times are milliseconds since 1970, hashes are lower-case hexadecimal digits, and a
 * {@code BLOB} is sealed by the vault.
 */
final class StateSchema {
    /** "tide" in ASCII. */
    private static final int APPLICATION_ID = 0x74696465;

    private static final List<String> CHANGEFEEDS = List.of("""
            CREATE TABLE changefeed (
              name TEXT PRIMARY KEY,
              definition TEXT NOT NULL,
              created_at INTEGER NOT NULL
            ) STRICT""", """
            CREATE TABLE checkpoint (
              changefeed TEXT PRIMARY KEY REFERENCES changefeed (name) ON DELETE CASCADE,
              checkpoint_ts INTEGER NOT NULL,
              position TEXT NOT NULL,
              source_state TEXT,
              updated_at INTEGER NOT NULL
            ) STRICT""");

    /** {@code checkpointed} says that a checkpoint was stored, so that one that is lost is not taken for none. */
    private static final List<String> SERVER = List.of(
            "ALTER TABLE changefeed ADD COLUMN checkpointed INTEGER NOT NULL DEFAULT 0",
            """
            UPDATE changefeed SET checkpointed = 1 WHERE name IN (SELECT changefeed FROM checkpoint)""",
            """
            CREATE TRIGGER checkpoint_is_remembered AFTER INSERT ON checkpoint BEGIN
              UPDATE changefeed SET checkpointed = 1 WHERE name = NEW.changefeed;
            END""",
            """
            CREATE TABLE cluster (
              id TEXT PRIMARY KEY,
              name TEXT NOT NULL,
              definition BLOB NOT NULL,
              created_at INTEGER NOT NULL,
              updated_at INTEGER NOT NULL
            ) STRICT""",
            """
            CREATE TABLE server_changefeed (
              changefeed TEXT PRIMARY KEY REFERENCES changefeed (name) ON DELETE CASCADE,
              cluster TEXT NOT NULL REFERENCES cluster (id),
              definition BLOB NOT NULL,
              intent TEXT NOT NULL,
              updated_at INTEGER NOT NULL
            ) STRICT""",
            """
            CREATE TABLE vault_proof (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              sealed BLOB NOT NULL
            ) STRICT""",
            """
            CREATE TABLE account (
              name TEXT PRIMARY KEY,
              password_hash TEXT NOT NULL,
              role TEXT NOT NULL,
              disabled INTEGER NOT NULL,
              created_at INTEGER NOT NULL
            ) STRICT""",
            """
            CREATE TABLE api_token (
              id TEXT PRIMARY KEY,
              account TEXT NOT NULL,
              name TEXT NOT NULL,
              role TEXT NOT NULL,
              sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
              created_at INTEGER NOT NULL,
              expires_at INTEGER,
              last_used_at INTEGER
            ) STRICT""",
            """
            CREATE TABLE session (
              sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
              account TEXT NOT NULL,
              role TEXT NOT NULL,
              via TEXT NOT NULL,
              created_at INTEGER NOT NULL,
              expires_at INTEGER NOT NULL
            ) STRICT""",
            """
            CREATE TABLE audit (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              at INTEGER NOT NULL,
              actor TEXT NOT NULL,
              via TEXT NOT NULL,
              remote TEXT NOT NULL,
              action TEXT NOT NULL,
              subject TEXT NOT NULL,
              outcome TEXT NOT NULL,
              detail TEXT NOT NULL
            ) STRICT""");

    /** By its name a server is told from others that have changefeeds of the same id; it is made once. */
    private static final List<String> IDENTITY =
            List.of("""
            CREATE TABLE server (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              name TEXT NOT NULL
            ) STRICT""", "INSERT INTO server (id, name) VALUES (1, lower(hex(randomblob(4))))");

    /** What a console needs kept; numbers count from 1 within a changefeed. */
    private static final List<String> CONSOLE = List.of("""
            CREATE TABLE draft (
              id TEXT PRIMARY KEY,
              owner TEXT NOT NULL,
              cluster TEXT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
              document BLOB NOT NULL,
              created_at INTEGER NOT NULL,
              updated_at INTEGER NOT NULL
            ) STRICT""", """
            CREATE TABLE config_history (
              changefeed TEXT NOT NULL REFERENCES changefeed (name) ON DELETE CASCADE,
              number INTEGER NOT NULL,
              at INTEGER NOT NULL,
              who TEXT NOT NULL,
              what TEXT NOT NULL,
              definition BLOB NOT NULL,
              PRIMARY KEY (changefeed, number)
            ) STRICT""", """
            CREATE TABLE ddl_history (
              changefeed TEXT NOT NULL REFERENCES changefeed (name) ON DELETE CASCADE,
              number INTEGER NOT NULL,
              at INTEGER NOT NULL,
              commit_ts INTEGER NOT NULL,
              schema_name TEXT NOT NULL,
              table_name TEXT NOT NULL,
              statement TEXT NOT NULL,
              outcome TEXT NOT NULL,
              PRIMARY KEY (changefeed, number)
            ) STRICT""");

    private static final List<List<String>> MIGRATIONS = List.of(CHANGEFEEDS, SERVER, IDENTITY, CONSOLE);

    /** The version that this program writes, and the newest it reads. */
    static final int VERSION = MIGRATIONS.size();

    private StateSchema() {}

    /**
     * Refuses a file that is not ours, newer or damaged.
     *
     * @param used whether there has been a state file in this place, so that an empty one is a loss
     * @return its version, 0 if it is empty and may be
     */
    static int requireKnown(Handle handle, Path file, boolean used) {
        int version = pragma(handle, "user_version");
        int application = pragma(handle, "application_id");
        boolean empty = version == 0 && application == 0 && pragma(handle, "schema_version") == 0;
        if (empty && used) {
            throw StateFile.gone(file);
        }
        if (!empty && application != APPLICATION_ID) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, file + " is not a state file of Tidegate");
        }
        if (version > VERSION) {
            throw new TidegateException(
                    ErrorCode.STATE_UNREADABLE,
                    file + " has version " + version + ", this program knows up to " + VERSION);
        }
        if (!empty) {
            checkIntegrity(handle, file);
        }
        return version;
    }

    /** Brings a file to this version. */
    static void migrate(Handle handle, int version) {
        for (int next = version; next < VERSION; next++) {
            step(handle, next);
        }
    }

    private static void step(Handle handle, int from) {
        handle.useTransaction(transaction -> {
            MIGRATIONS.get(from).forEach(transaction::execute);
            transaction.execute("PRAGMA application_id = " + APPLICATION_ID);
            transaction.execute("PRAGMA user_version = " + (from + 1));
        });
    }

    private static void checkIntegrity(Handle handle, Path file) {
        String result = handle.createQuery("PRAGMA integrity_check(1)")
                .mapTo(String.class)
                .one();
        if (!result.equals("ok")) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, file + " is damaged: " + result);
        }
    }

    private static int pragma(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(Integer.class).one();
    }
}

package io.tidegate.state;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The tables of the state file and how they came to be: migration {@code n} leads from version {@code n} to {@code n +
 * 1}. A released migration is never changed. The version is SQLite's {@code user_version}, and {@code application_id}
 * tells our files from others.
 */
final class StateSchema {
    /** "tide" in ASCII. */
    private static final int APPLICATION_ID = 0x74696465;

    private static final List<List<String>> MIGRATIONS = List.of(List.of("""
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
            ) STRICT"""));

    private StateSchema() {}

    /** Brings the file to this version, or refuses it. */
    static void prepare(Handle handle, Path file) {
        int version = pragma(handle, "user_version");
        int application = pragma(handle, "application_id");
        boolean empty = version == 0 && application == 0 && pragma(handle, "schema_version") == 0;
        if (!empty && application != APPLICATION_ID) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, file + " is not a state file of Tidegate");
        }
        if (version > MIGRATIONS.size()) {
            throw new TidegateException(
                    ErrorCode.STATE_UNREADABLE,
                    file + " has version " + version + ", this program knows up to " + MIGRATIONS.size());
        }
        if (!empty) {
            checkIntegrity(handle, file);
        }
        for (int next = version; next < MIGRATIONS.size(); next++) {
            migrate(handle, next);
        }
    }

    private static void migrate(Handle handle, int from) {
        handle.useTransaction(transaction -> {
            MIGRATIONS.get(from).forEach(transaction::execute);
            transaction.execute("PRAGMA application_id = " + APPLICATION_ID);
            transaction.execute("PRAGMA user_version = " + (from + 1));
        });
    }

    private static void checkIntegrity(Handle handle, Path file) {
        String result =
                handle.createQuery("PRAGMA quick_check(1)").mapTo(String.class).one();
        if (!result.equals("ok")) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, file + " is damaged: " + result);
        }
    }

    private static int pragma(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(Integer.class).one();
    }
}

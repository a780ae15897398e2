package io.tidegate.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Debian's MariaDB 10.11 as a child process, listening on a port of 127.0.0.1, where {@code testbed/mariadb/install} has
 * put one: in {@code TIDEGATE_MARIADB_HOME}, or in the cache directory of the user. Its data is empty at the start and
 * removed by {@link #close}; its binlog is as a changefeed wants it.
 */
public final class LocalMariaDb implements AutoCloseable {
    private final MariaDbInstance instance;

    private LocalMariaDb(MariaDbInstance instance) {
        this.instance = instance;
    }

    /** Where a server is, if there is one. */
    public static Optional<Path> home() {
        return InstalledServer.find("TIDEGATE_MARIADB_HOME", "mariadb-10.11");
    }

    /**
     * Starts a server and returns when it accepts connections.
     *
     * @param options more options of the command line; they win over ours
     * @throws IllegalStateException if there is none, or it does not start
     */
    public static LocalMariaDb start(String... options) {
        Path home = home().orElseThrow(
                        () -> new IllegalStateException("no MariaDB 10.11 here: run testbed/mariadb/install"));
        MariaDbInstance instance = new MariaDbInstance(null, FreePort.next(), List.of(options));
        try {
            instance.start(unpackedPackages(home));
            return new LocalMariaDb(instance);
        } catch (RuntimeException failure) {
            instance.close();
            throw failure;
        }
    }

    public String host() {
        return MariaDbInstance.HOST;
    }

    public int port() {
        return instance.port();
    }

    /** A user with all privileges who may log in over TCP. */
    public String adminUser() {
        return MariaDbInstance.ADMIN;
    }

    /** The admin user's password: random, another one for each instance. */
    public String adminPassword() {
        return instance.password();
    }

    /** A connection of the admin user; an empty database name selects none. */
    public Connection connect(String database) throws SQLException {
        return instance.connect(database);
    }

    /** Where the server keeps its data and its binlogs. */
    public Path dataDirectory() {
        return instance.dataDirectory();
    }

    @Override
    public void close() {
        instance.close();
    }

    /** Debian compiles the places below /usr into the server; the packages lie elsewhere here. */
    private static MariaDbHome unpackedPackages(Path home) {
        Path usr = home.resolve("usr");
        return new MariaDbHome(
                usr,
                "bin/mariadb-install-db",
                "sbin/mariadbd",
                List.of("env", "LD_LIBRARY_PATH=" + usr.resolve("lib/x86_64-linux-gnu")),
                List.of(
                        "--lc-messages-dir=" + usr.resolve("share/mysql"),
                        "--character-sets-dir=" + usr.resolve("share/mysql/charsets"),
                        "--plugin-dir=" + usr.resolve("lib/mysql/plugin")));
    }
}

package io.tidegate.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One data directory with the port and the admin user that belong to it, and the server process that may run on it.
 * {@link #start} and {@link #stop} can be repeated. The process ends with this JVM in any case. Thread safe.
 */
final class MariaDbInstance implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String ADMIN = "admin";
    private static final Duration INSTALL_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path directory;
    private final boolean temporary;
    private final List<String> options;
    private final int port;
    private final String password = randomPassword();
    private final Thread shutdownHook = new Thread(this::endServer, "mariadb-shutdown");
    private volatile @Nullable ChildProcess server;
    private boolean closed;

    /**
     * @param given where data and logs are kept and stay, or null for a directory that {@link #close} removes
     * @param options of the command line; they win over ours
     */
    MariaDbInstance(@Nullable Path given, int port, List<String> options) {
        this.temporary = given == null;
        this.directory = given == null ? Directories.temporary("tidegate-mariadb-") : given.toAbsolutePath();
        this.port = port;
        this.options = List.copyOf(options);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** Starts the server, with the data it had before if there is any, and returns when it accepts connections. */
    synchronized void start(MariaDbHome home) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (server != null && server.isAlive()) {
            throw new IllegalStateException("already running");
        }
        try {
            Files.createDirectories(directory.resolve("tmp"));
            if (Files.notExists(directory.resolve("data/mysql"))) {
                install(home);
            }
            Path initFile = writeInitFile();
            ChildProcess started =
                    ChildProcess.start(serverCommand(home, initFile), directory, directory.resolve("server.log"));
            server = started;
            new ListeningPort(port).awaitGreeting(started, "MariaDB");
            Files.delete(initFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + directory, e);
        }
    }

    /** Shuts the server down in order. */
    synchronized void stop() {
        endServer();
    }

    /** Ends the server at once with SIGKILL. */
    synchronized void kill() {
        if (server != null) {
            server.kill();
            server = null;
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        endServer();
        if (temporary) {
            Directories.delete(directory);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The JVM is about to end; the hook finds nothing to do.
            assert server == null;
        }
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    Path dataDirectory() {
        return directory.resolve("data");
    }

    /** A URL that logs in as the admin user; an empty database name selects none. */
    String jdbcUrl(String database) {
        return "jdbc:mariadb://" + HOST + ":" + port + "/" + database + "?user=" + ADMIN + "&password=" + password;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database));
    }

    private void install(MariaDbHome home) {
        List<String> command = new ArrayList<>(home.environment());
        command.addAll(List.of(
                home.base().resolve(home.installer()).toString(),
                "--no-defaults",
                "--basedir=" + home.base(),
                "--datadir=" + dataDirectory(),
                "--tmpdir=" + directory.resolve("tmp"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                "--force"));
        command.addAll(runAs());
        ChildProcess.start(command, directory, directory.resolve("install.log")).await(INSTALL_LIMIT);
    }

    // The file runs before the first connection is accepted, and again at each start, so that an instance that took
    // over
    // a directory knows the password. None of it goes into the binlog.
    private Path writeInitFile() throws IOException {
        Path file = directory.resolve("init.sql");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(
                file,
                List.of(
                        "SET sql_log_bin = 0;",
                        "DROP USER IF EXISTS root@'127.0.0.1', root@'::1', ''@'localhost';",
                        "CREATE OR REPLACE USER " + ADMIN + "@'%' IDENTIFIED BY '" + password + "';",
                        "GRANT ALL ON *.* TO " + ADMIN + "@'%' WITH GRANT OPTION;"));
    }

    private List<String> serverCommand(MariaDbHome home, Path initFile) {
        List<String> command = new ArrayList<>(home.environment());
        command.addAll(List.of(
                home.base().resolve(home.daemon()).toString(),
                "--no-defaults",
                "--basedir=" + home.base(),
                "--datadir=" + dataDirectory(),
                "--tmpdir=" + directory.resolve("tmp"),
                // Relative to the data directory: the system limits the length of the whole path.
                "--socket=server.sock",
                "--pid-file=server.pid",
                "--bind-address=" + HOST,
                "--port=" + port,
                "--init-file=" + initFile,
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL",
                "--character-set-server=utf8mb4",
                "--skip-name-resolve",
                // Making certificates takes eight seconds.
                "--skip-ssl",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=64M",
                // Safe against the end of the process, which is all a test can bring about.
                "--innodb-flush-log-at-trx-commit=2"));
        command.addAll(home.options());
        command.addAll(runAs());
        command.addAll(options);
        return command;
    }

    private static List<String> runAs() {
        return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
    }

    private void endServer() {
        ChildProcess running = server;
        if (running != null) {
            running.terminate(STOP_LIMIT);
            server = null;
        }
    }

    private static String randomPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

package io.tidegate.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB 11.4 server as a child process, listening on a port of 127.0.0.1, with a binlog as a changefeed wants it.
 * Between {@link #start} and {@link #stop} it runs; both can be repeated and keep data and port. {@link #close} ends it
 * and removes its directory, unless the directory was given from outside: then it stays, and another instance can go on
 * with it. The process ends with this JVM in any case. Methods are thread safe.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String ADMIN = "admin";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path directory;
    private final boolean temporary;
    private final Path cache;
    private final List<String> options;
    private final int port;
    private final String password = randomPassword();
    private final Thread shutdownHook = new Thread(this::endServer, "embedded-mariadb-shutdown");
    private volatile @Nullable ChildProcess server;
    private boolean closed;

    private EmbeddedMariaDb(Builder builder) {
        temporary = builder.directory == null;
        directory = builder.directory == null
                ? Directories.temporary("tidegate-mariadb-")
                : builder.directory.toAbsolutePath();
        cache = builder.cache;
        options = List.copyOf(builder.options);
        port = builder.port == 0 ? FreePort.next() : builder.port;
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts the server, with the data it had before if there is any, and returns when it accepts connections. */
    public synchronized EmbeddedMariaDb start() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (server != null && server.isAlive()) {
            throw new IllegalStateException("already running");
        }
        Path home = MariaDbBinaries.in(cache);
        try {
            Files.createDirectories(directory.resolve("tmp"));
            if (Files.notExists(directory.resolve("data/mysql"))) {
                install(home);
            }
            Path initFile = writeInitFile();
            server = ChildProcess.start(serverCommand(home, initFile), directory, directory.resolve("server.log"));
            awaitConnections(server);
            Files.delete(initFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + directory, e);
        }
        return this;
    }

    /** Shuts the server down in order. */
    public synchronized void stop() {
        endServer();
    }

    /** Ends the server at once with SIGKILL. */
    public synchronized void kill() {
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

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** A user with all privileges who may log in over TCP. */
    public String adminUser() {
        return ADMIN;
    }

    /** The admin user's password: random, another one for each instance. */
    public String adminPassword() {
        return password;
    }

    /** A URL that logs in as the admin user; an empty database name selects none. */
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://" + HOST + ":" + port + "/" + database + "?user=" + ADMIN + "&password=" + password;
    }

    /** A connection of the admin user; an empty database name selects none. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database));
    }

    private void install(Path home) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + directory.resolve("data"),
                "--tmpdir=" + directory.resolve("tmp"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                "--force"));
        command.addAll(runAs());
        ChildProcess.start(command, directory, directory.resolve("install.log")).await(START_LIMIT);
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

    private List<String> serverCommand(Path home, Path initFile) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + directory.resolve("data"),
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
        command.addAll(runAs());
        command.addAll(options);
        return command;
    }

    private static List<String> runAs() {
        return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
    }

    private void awaitConnections(ChildProcess process) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String printed = process.printed();
                process.kill();
                server = null;
                throw new IllegalStateException("MariaDB does not start, it printed:\n" + printed);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.setSoTimeout(5000);
            return socket.getInputStream().read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
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

    /** What a server is made with. */
    public static final class Builder {
        private final List<String> options = new ArrayList<>();
        private @Nullable Path directory;
        private Path cache = MariaDbBinaries.defaultCache();
        private int port;

        private Builder() {}

        /** Keeps data and logs here and leaves them there; data from before is used. Default: a temporary directory. */
        public Builder directory(Path value) {
            directory = value;
            return this;
        }

        /** Where the unpacked server is kept between runs. Default: below the system's temporary directory. */
        public Builder cache(Path value) {
            cache = value;
            return this;
        }

        /** Default: a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Adds a command-line option such as {@code --gtid-domain-id=7}; it wins over ours. */
        public Builder option(String value) {
            options.add(value);
            return this;
        }

        /** A server that is not started yet. */
        public EmbeddedMariaDb build() {
            return new EmbeddedMariaDb(this);
        }
    }
}

package io.tidegate.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL server as a child process, listening on a port of 127.0.0.1, where {@code testbed/mysql/install} has put one:
 * in {@code TIDEGATE_MYSQL_HOME}, or in the cache directory of the user. Its data is empty at the start and removed by
 * {@link #close}. GTIDs are on; the user {@code root} has no password and may log in from this machine only.
 */
public final class LocalMySql implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path home;
    private final Path directory = Directories.temporary("tidegate-mysql-");
    private final int port = FreePort.next();
    private @Nullable ChildProcess server;

    private LocalMySql(Path home) {
        this.home = home;
    }

    /** Where a server is, if there is one. */
    public static Optional<Path> home() {
        return InstalledServer.find("TIDEGATE_MYSQL_HOME", "mysql");
    }

    /**
     * Starts a server and returns when it accepts connections.
     *
     * @param options more options of the command line; they win over ours
     * @throws IllegalStateException if there is none, or it does not start
     */
    public static LocalMySql start(String... options) {
        LocalMySql mysql = new LocalMySql(
                home().orElseThrow(() -> new IllegalStateException("no MySQL here: run testbed/mysql/install")));
        try {
            mysql.run(List.of(options));
            return mysql;
        } catch (RuntimeException failure) {
            mysql.close();
            throw failure;
        }
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** A user with all privileges and no password. */
    public String adminUser() {
        return "root";
    }

    /** Where the server keeps its data, certificates and keys. */
    public Path dataDirectory() {
        return directory.resolve("data");
    }

    @Override
    public void close() {
        ChildProcess running = server;
        server = null;
        if (running != null) {
            running.terminate(STOP_LIMIT);
        }
        Directories.delete(directory);
    }

    private void run(List<String> options) {
        List<String> install = command();
        install.add("--initialize-insecure");
        ChildProcess.start(install, directory, directory.resolve("install.log")).await(INSTALL_LIMIT);
        List<String> serve = command();
        serve.addAll(List.of(
                "--bind-address=" + HOST,
                "--port=" + port,
                "--socket=" + directory.resolve("server.sock"),
                "--pid-file=" + directory.resolve("server.pid"),
                "--secure-file-priv=NULL",
                "--mysqlx=OFF",
                "--server-id=1",
                "--log-bin=binlog",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--binlog-row-metadata=FULL",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=2"));
        serve.addAll(options);
        ChildProcess started = ChildProcess.start(serve, directory, directory.resolve("server.log"));
        server = started;
        new ListeningPort(port).awaitGreeting(started, "MySQL");
    }

    /** The packages bring their own C library, so the server runs through their own loader. */
    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("usr/lib64/ld-linux-x86-64.so.2").toString(),
                "--library-path",
                home.resolve("usr/lib/x86_64-linux-gnu").toString(),
                home.resolve("usr/sbin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + home.resolve("usr"),
                "--datadir=" + dataDirectory(),
                "--tmpdir=" + directory,
                "--lc-messages-dir=" + home.resolve("usr/share/mysql"),
                "--character-sets-dir=" + home.resolve("usr/share/mysql/charsets"),
                "--plugin-dir=" + home.resolve("usr/lib/mysql/plugin")));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }
}

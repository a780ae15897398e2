package io.tidegate.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL server as a child process, listening on a port of 127.0.0.1, where {@code testbed/mysql/install} has put one:
 * in {@code TIDEGATE_MYSQL_HOME}, or in the cache directory of the user. Its data is empty at the start and removed by
 * {@link #close}. GTIDs are on; the user {@code root} has no password and may log in from this machine only.
 */
public final class LocalMySql implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
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
        String given = System.getenv("TIDEGATE_MYSQL_HOME");
        if (given != null && !given.isEmpty()) {
            return complete(Path.of(given));
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache != null && !cache.isEmpty() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        return complete(base.resolve("tidegate/mysql"));
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

    private static Optional<Path> complete(Path home) {
        return Optional.of(home).filter(path -> Files.exists(path.resolve("complete")));
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
        awaitConnections(started);
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

    private void awaitConnections(ChildProcess process) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("MySQL does not start, it printed:\n" + process.printed());
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
}

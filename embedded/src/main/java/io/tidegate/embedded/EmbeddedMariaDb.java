package io.tidegate.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB 11.4 server as a child process, listening on a port of 127.0.0.1, with a binlog as a changefeed wants it.
 * Between {@link #start} and {@link #stop} it runs; both can be repeated and keep data and port. {@link #close} ends it
 * and removes its directory, unless the directory was given from outside: then it stays, and another instance can go on
 * with it. The process ends with this JVM in any case. Methods are thread safe.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private final Path cache;
    private final MariaDbInstance instance;

    private EmbeddedMariaDb(Builder builder) {
        cache = builder.cache;
        instance = new MariaDbInstance(
                builder.directory, builder.port == 0 ? FreePort.next() : builder.port, builder.options);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts the server, with the data it had before if there is any, and returns when it accepts connections. */
    public EmbeddedMariaDb start() {
        instance.start(new MariaDbHome(
                MariaDbBinaries.in(cache), "scripts/mariadb-install-db", "bin/mariadbd", List.of(), List.of()));
        return this;
    }

    /** Shuts the server down in order. */
    public void stop() {
        instance.stop();
    }

    /** Ends the server at once with SIGKILL. */
    public void kill() {
        instance.kill();
    }

    @Override
    public void close() {
        instance.close();
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

    /** A URL that logs in as the admin user; an empty database name selects none. */
    public String jdbcUrl(String database) {
        return instance.jdbcUrl(database);
    }

    /** A connection of the admin user; an empty database name selects none. */
    public Connection connect(String database) throws SQLException {
        return instance.connect(database);
    }

    /** Runs statements one after the other, in one session of the admin user whose time zone is UTC. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Where the binlog ends now, as {@code file:position}. */
    public String binlogEnd() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW MASTER STATUS")) {
            rows.next();
            return rows.getString("File") + ":" + rows.getString("Position");
        }
    }

    /** Where the server keeps its data and its binlogs. */
    public Path dataDirectory() {
        return instance.dataDirectory();
    }

    /** What a server is made with. */
    public static final class Builder {
        private final List<String> options = new ArrayList<>();
        private @Nullable Path directory;
        private Path cache = UnpackedServers.defaultCache();
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

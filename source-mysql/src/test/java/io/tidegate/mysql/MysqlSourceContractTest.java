package io.tidegate.mysql;

import io.tidegate.config.SourceUri;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.model.TableName;
import io.tidegate.source.Source;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.TableSelection;
import io.tidegate.testkit.contract.SourceContract;
import io.tidegate.testkit.contract.Upstream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MysqlSourceContractTest extends SourceContract {
    private static EmbeddedMariaDb server;
    private static int databases;

    @BeforeAll
    static void startServer() {
        server = EmbeddedMariaDb.builder().build().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected Upstream newUpstream() throws SQLException {
        return new MariaDbUpstream("contract" + ++databases);
    }

    /** Two tables in a database of their own. Each transaction inserts; some rows are changed and deleted again. */
    private static final class MariaDbUpstream implements Upstream {
        private final String name;
        private final Connection connection;
        private final Source source;
        private int id;

        MariaDbUpstream(String name) throws SQLException {
            this.name = name;
            this.connection = server.connect("");
            execute("CREATE DATABASE " + name);
            execute("USE " + name);
            execute("CREATE TABLE a (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL)");
            execute("CREATE TABLE b (id BIGINT PRIMARY KEY, name VARCHAR(40))");
            connection.setAutoCommit(false);
            String uri = "mariadb://" + server.adminUser() + ":" + server.adminPassword() + "@" + server.host() + ":"
                    + server.port() + "/";
            source = new MysqlSource(
                    SourceUri.parse(uri, null),
                    new SourceSettings(name, new OneSchema(name), ZoneOffset.UTC, true),
                    InstantSource.system());
        }

        @Override
        public Source source() {
            return source;
        }

        @Override
        public int write(int transactions) throws SQLException {
            int written = 0;
            for (int transaction = 0; transaction < transactions; transaction++) {
                int rows = 1 + transaction % 5;
                for (int row = 0; row < rows; row++) {
                    writeRow(row);
                }
                connection.commit();
                written += rows;
            }
            return written;
        }

        /** Inserts a row; the third of a transaction updates the first, the fifth deletes it. */
        private void writeRow(int number) throws SQLException {
            switch (number) {
                case 2 -> execute("UPDATE " + table(id - 1) + " SET name = 'changed' WHERE id = " + (id - 1));
                case 4 -> execute("DELETE FROM " + table(id - 2) + " WHERE id = " + (id - 2));
                default -> {
                    id++;
                    execute("INSERT INTO " + table(id) + " VALUES (" + id + ", 'name " + id + "')");
                }
            }
        }

        private static String table(int id) {
            return id % 2 == 0 ? "a" : "b";
        }

        @Override
        public void breakConnection() throws SQLException {
            List<String> dumps = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet threads = statement.executeQuery(
                            "SELECT id FROM information_schema.PROCESSLIST WHERE COMMAND = 'Binlog Dump'")) {
                while (threads.next()) {
                    dumps.add(threads.getString(1));
                }
            }
            for (String dump : dumps) {
                execute("KILL " + dump);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.setAutoCommit(true);
            execute("DROP DATABASE " + name);
            connection.close();
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private record OneSchema(String name) implements TableSelection {
        @Override
        public boolean matches(TableName table) {
            return table.schema().equals(name);
        }

        @Override
        public boolean matchesSchema(String schema) {
            return schema.equals(name);
        }
    }
}

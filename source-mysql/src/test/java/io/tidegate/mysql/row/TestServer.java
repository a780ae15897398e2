package io.tidegate.mysql.row;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.embedded.LocalMariaDb;
import io.tidegate.embedded.LocalMySql;
import io.tidegate.embedded.TestPart;
import java.util.List;

/** Any server that reading is compared with. */
record TestServer(SourceEndpoint endpoint, List<TestedColumn> columns, Runnable end) implements AutoCloseable {
    /** Which one. */
    enum Kind {
        MARIADB_11_4,
        MARIADB_10_11,
        MYSQL
    }

    /** Starts a server; the test that asks is skipped if there is none, unless it is required. */
    static TestServer start(Kind kind) {
        return switch (kind) {
            case MARIADB_11_4 -> {
                EmbeddedMariaDb server = EmbeddedMariaDb.builder()
                        .option("--max-allowed-packet=64M")
                        .build()
                        .start();
                yield new TestServer(
                        endpoint(SourceKind.MARIADB, server.port(), server.adminUser(), server.adminPassword()),
                        TestedColumns.ofMariaDb(),
                        server::close);
            }
            case MARIADB_10_11 -> {
                need(TestPart.MARIADB_10_11);
                LocalMariaDb server = LocalMariaDb.start("--max-allowed-packet=64M");
                yield new TestServer(
                        endpoint(SourceKind.MARIADB, server.port(), server.adminUser(), server.adminPassword()),
                        TestedColumns.ofMariaDb(),
                        server::close);
            }
            case MYSQL -> {
                need(TestPart.MYSQL);
                LocalMySql server = LocalMySql.start("--max-allowed-packet=64M", "--innodb-strict-mode=OFF");
                yield new TestServer(
                        endpoint(SourceKind.MYSQL, server.port(), server.adminUser(), ""),
                        TestedColumns.ofMySql(),
                        server::close);
            }
        };
    }

    @Override
    public void close() {
        end.run();
    }

    private static void need(TestPart part) {
        assumeTrue(part.isPresent(), part.missing());
    }

    private static SourceEndpoint endpoint(SourceKind kind, int port, String user, String password) {
        return new SourceEndpoint(
                kind,
                "127.0.0.1",
                port,
                user,
                new Secret(password),
                new SourceTls(SourceTls.Mode.PREFERRED, null, null, null));
    }
}

package io.tidegate.demo;

import io.tidegate.config.Secret;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.testkit.workload.ShopSchema;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The database and the broker of the demo, on free ports of the loopback address. The database has two users with random
 * passwords: one for the shop, and one for the changefeed with what a changefeed needs and nothing more.
 */
final class Servers implements AutoCloseable {
    static final String DATABASE = "shop";
    static final String SHOP_USER = "shop";

    private static final String FEED_USER = "cdc";

    private final EmbeddedMariaDb database;
    private final EmbeddedKafka broker;
    private final String shopPassword = randomPassword();
    private final String feedPassword = randomPassword();

    private Servers(EmbeddedMariaDb database, EmbeddedKafka broker) {
        this.database = database;
        this.broker = broker;
    }

    /** Starts both at once and creates users and tables. */
    static Servers start() throws SQLException {
        EmbeddedMariaDb database =
                EmbeddedMariaDb.builder().option("--gtid-strict-mode=ON").build();
        EmbeddedKafka broker = EmbeddedKafka.builder().build();
        Servers servers = new Servers(database, broker);
        try {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(database::start), CompletableFuture.runAsync(broker::start))
                    .join();
            servers.createUsersAndTables();
            return servers;
        } catch (CompletionException e) {
            servers.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (RuntimeException | SQLException e) {
            servers.close();
            throw e;
        }
    }

    /** A connection of the shop. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://" + database.host() + ":" + database.port() + "/" + DATABASE
                + "?user=" + SHOP_USER + "&password=" + shopPassword);
    }

    /** Where the changefeed reads, and as whom. */
    String sourceUri() {
        return "mariadb://" + FEED_USER + "@" + database.host() + ":" + database.port() + "/";
    }

    Secret feedPassword() {
        return new Secret(feedPassword);
    }

    String brokers() {
        return broker.bootstrapServers();
    }

    /** What to paste into a shell to look at the database and at a topic. */
    List<String> commands() {
        return List.of(
                databaseCommand(),
                "./tidegate peek --brokers " + brokers() + " --topic " + ShopServer.TOPICS + "orders");
    }

    @Override
    public void close() {
        try {
            broker.close();
        } finally {
            database.close();
        }
    }

    private void createUsersAndTables() throws SQLException {
        try (Connection admin = database.connect("");
                Statement statement = admin.createStatement()) {
            ShopSchema.create(admin, DATABASE);
            statement.execute("CREATE USER " + SHOP_USER + "@'127.0.0.1' IDENTIFIED BY '" + shopPassword + "'");
            statement.execute("GRANT ALL ON " + DATABASE + ".* TO " + SHOP_USER + "@'127.0.0.1'");
            statement.execute("CREATE USER " + FEED_USER + "@'127.0.0.1' IDENTIFIED BY '" + feedPassword + "'");
            statement.execute(
                    "GRANT REPLICATION SLAVE, BINLOG MONITOR, SLAVE MONITOR ON *.* TO " + FEED_USER + "@'127.0.0.1'");
            statement.execute("GRANT SELECT ON " + DATABASE + ".* TO " + FEED_USER + "@'127.0.0.1'");
        }
    }

    private String databaseCommand() {
        return "mariadb --skip-ssl -h " + database.host() + " -P " + database.port() + " -u " + SHOP_USER + " -p"
                + shopPassword + " " + DATABASE;
    }

    private static String randomPassword() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

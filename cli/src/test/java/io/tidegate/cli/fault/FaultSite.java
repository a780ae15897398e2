package io.tidegate.cli.fault;

import io.tidegate.embedded.EmbeddedMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A database and a broker in processes of their own, and shops with their changefeeds between them. Used by one thread. */
final class FaultSite implements AutoCloseable {
    private static final int SECONDS_BETWEEN_DDL = 1;

    private final Path home;
    private final EmbeddedMariaDb database = EmbeddedMariaDb.builder().build().start();
    private final BrokerProcess broker;
    private int shops;

    FaultSite(Path home) {
        this.home = home;
        this.broker = new BrokerProcess(home.resolve("broker")).start();
    }

    @Override
    public void close() {
        broker.close();
        database.close();
    }

    EmbeddedMariaDb database() {
        return database;
    }

    BrokerProcess broker() {
        return broker;
    }

    /**
     * A shop with a database and topics that no other has.
     *
     * @param delivery lines of the section {@code [tidegate.delivery]}
     */
    Shop newShop(String delivery) throws SQLException {
        return new Shop(database, broker.address(), "shop" + ++shops, delivery);
    }

    /** The changefeed of a shop, not started. */
    FeedProcess newFeed(Shop shop) throws IOException {
        Path directory = Files.createDirectories(directory(shop));
        return new FeedProcess(directory, shop.feedOptions(directory));
    }

    /** Where the changefeed of a shop keeps its files. */
    Path directory(Shop shop) {
        return home.resolve(shop.name());
    }

    /** Starts the changefeed, and then the workload. */
    void open(Shop shop, FeedProcess feed, long seed) {
        feed.start();
        feed.awaitRunning();
        shop.startWriting(SECONDS_BETWEEN_DDL, seed);
    }
}

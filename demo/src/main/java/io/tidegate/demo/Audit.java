package io.tidegate.demo;

import io.tidegate.testkit.ledger.CanalJsonReader;
import io.tidegate.testkit.ledger.Journal;
import io.tidegate.testkit.ledger.Ledger;
import io.tidegate.testkit.ledger.TopicReader;
import io.tidegate.testkit.ledger.Verdict;
import io.tidegate.testkit.workload.ShopSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The check at the end: reads every topic from its beginning, folds the messages back into tables, and holds them against
 * what the shop wrote and what the database holds.
 */
final class Audit {
    private Audit() {}

    static Verdict of(Servers servers, Journal journal) throws SQLException {
        Ledger ledger = new Ledger(ShopSchema.tables(), journal);
        CanalJsonReader decoder = new CanalJsonReader();
        try (TopicReader topics = new TopicReader(servers.brokers(), name -> name.startsWith(ShopServer.TOPICS))) {
            topics.readToEnd(message -> ledger.add(decoder.read(message)));
        }
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            return ledger.close(ShopSchema.read(connection, Servers.DATABASE));
        }
    }
}

package io.tidegate.testkit.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Changes of definitions, one after the other in a circle, each leaving rows that later ones can live with. */
final class ShopDdl {
    private static final List<String> STATEMENTS = List.of(
            "ALTER TABLE orders ADD COLUMN channel VARCHAR(20) DEFAULT NULL AFTER status",
            "ALTER TABLE customers ADD COLUMN points INT NULL",
            "ALTER TABLE orders DROP COLUMN channel",
            "ALTER TABLE order_items MODIFY COLUMN sku VARCHAR(64) NOT NULL",
            "CREATE INDEX by_customer ON orders (customer_id)",
            "ALTER TABLE customers DROP COLUMN points",
            "ALTER TABLE order_items MODIFY COLUMN sku VARCHAR(32) NOT NULL",
            "DROP INDEX by_customer ON orders");

    private int executed;

    /** Runs the next one; a failed one is tried again at the next call. */
    void next(Connections connections) throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute(STATEMENTS.get(executed % STATEMENTS.size()));
            executed++;
        }
    }
}

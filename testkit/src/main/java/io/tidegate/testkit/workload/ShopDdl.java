package io.tidegate.testkit.workload;

import io.tidegate.testkit.ledger.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

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

    /** A column or index that is there already, or not there any more: the server did it and the answer got lost. */
    private static final Set<Integer> DONE_ALREADY = Set.of(1060, 1061, 1091);

    private final Journal journal;
    private int next;

    ShopDdl(Journal journal) {
        this.journal = journal;
    }

    /** Runs the next one; a failed one is tried again at the next call. */
    void next(Connections connections) throws SQLException {
        String sql = STATEMENTS.get(next % STATEMENTS.size());
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!DONE_ALREADY.contains(e.getErrorCode())) {
                throw e;
            }
        }
        journal.defined(sql);
        next++;
    }
}

package io.tidegate.testkit.workload;

import io.tidegate.testkit.ledger.Journal;
import io.tidegate.testkit.ledger.Journal.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One customer's hand: owns every key that leaves its number as remainder, and remembers the version of each row it
 * knows to be there. After a transaction whose end is unknown it must {@link #forget}: no row of before is touched
 * again. Not thread safe.
 */
final class ShopWriter {
    private static final int MAX_ORDERS = 400;
    private static final List<String> ACTIONS = List.of("place", "pay", "send", "cancel", "move");

    private final int number;
    private final int writers;
    private final Random random;
    private final AtomicLong versions;
    private final Journal journal;
    private final Map<Long, Long> customers = new HashMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, Long> stock = new HashMap<>();
    private final List<Write> writes = new ArrayList<>();
    private @Nullable Connection connection;
    private long nextId;

    /** An order with the version of its row and of each of its lines, by line number. */
    private static final class Order {
        private final long id;
        private long version;
        private final Map<Integer, Long> lines = new HashMap<>();

        Order(long id) {
            this.id = id;
        }
    }

    ShopWriter(int number, int writers, long seed, AtomicLong versions, Journal journal) {
        this.number = number;
        this.writers = writers;
        this.random = new Random(seed);
        this.versions = versions;
        this.journal = journal;
    }

    /** One transaction of so many acts; journaled as committed, or as uncertain when the database did not answer. */
    void transact(Connections connections, int acts) throws SQLException {
        Connection database = connection;
        if (database == null) {
            database = connections.open();
            database.setAutoCommit(false);
            connection = database;
        }
        writes.clear();
        boolean committed = false;
        try {
            for (int act = 0; act < acts; act++) {
                act(database);
            }
            database.commit();
            committed = true;
        } finally {
            if (committed) {
                journal.committed(writes);
            } else {
                journal.uncertain(writes);
            }
        }
    }

    /** After an error: drops the connection and what may have changed under our hands. */
    void forget() {
        close();
        orders.clear();
        customers.clear();
        stock.clear();
    }

    void close() {
        Connection database = connection;
        connection = null;
        if (database != null) {
            try {
                database.close();
            } catch (SQLException e) {
                // The connection is broken already; whoever broke it was told.
                connection = null;
            }
        }
    }

    private void act(Connection database) throws SQLException {
        int dice = random.nextInt(100);
        if (customers.size() < 5 || dice < 8) {
            addCustomer(database);
        } else if (orders.size() > MAX_ORDERS) {
            cancelOrder(database);
        } else if (orders.isEmpty() || dice < 45) {
            placeOrder(database);
        } else if (dice < 70) {
            changeOrder(database);
        } else if (dice < 78) {
            moveLine(database);
        } else if (dice < 84) {
            changeEmail(database);
        } else if (dice < 93) {
            cancelOrder(database);
        } else {
            countStock(database);
        }
        audit(database);
    }

    private void addCustomer(Connection database) throws SQLException {
        long id = newId();
        long version = wrote("customers");
        execute(
                database,
                "INSERT INTO customers (id, email, name, profile, created, version) VALUES (?, ?, ?, ?, NOW(3), ?)",
                id,
                "c" + id + "@example.org",
                random.nextBoolean() ? "Zoë <" + id + "> & co" : "客户 \"" + id + "\"",
                random.nextInt(4) == 0 ? null : "{\"tier\": \"gold\", \"visits\": " + random.nextInt(100) + "}",
                version);
        customers.put(id, version);
    }

    private void placeOrder(Connection database) throws SQLException {
        Order order = new Order(newId());
        order.version = wrote("orders");
        execute(
                database,
                "INSERT INTO orders (id, customer_id, status, tags, total, placed, note, version)"
                        + " VALUES (?, ?, 'new', ?, ?, NOW(3), ?, ?)",
                order.id,
                anyCustomer(),
                random.nextBoolean() ? "gift,fragile" : null,
                random.nextInt(1_000_000) / 100.0,
                random.nextInt(3) == 0 ? null : "note\twith \\ and \n" + "x".repeat(random.nextInt(60)),
                order.version);
        int lines = 1 + random.nextInt(4);
        for (int line = 1; line <= lines; line++) {
            long version = wrote("order_items");
            order.lines.put(line, version);
            execute(
                    database,
                    "INSERT INTO order_items (order_id, line, sku, quantity, price, version) VALUES (?, ?, ?, ?, ?, ?)",
                    order.id,
                    line,
                    "sku-" + random.nextInt(50),
                    1 + random.nextInt(9),
                    random.nextInt(100_000) / 100.0,
                    version);
        }
        orders.add(order);
    }

    private void changeOrder(Connection database) throws SQLException {
        Order order = anyOrder();
        long version = wrote("orders");
        execute(
                database,
                "UPDATE orders SET status = ?, total = total + 0.01, version = ? WHERE id = ?",
                random.nextBoolean() ? "paid" : "sent",
                version,
                order.id);
        order.version = version;
    }

    private void moveLine(Connection database) throws SQLException {
        Order order = anyOrder();
        int line = order.lines.keySet().iterator().next();
        int moved = line < 1000 ? line + 1000 : line - 1000;
        long version = wrote("order_items");
        execute(
                database,
                "UPDATE order_items SET line = ?, version = ? WHERE order_id = ? AND line = ?",
                moved,
                version,
                order.id,
                line);
        order.lines.remove(line);
        order.lines.put(moved, version);
    }

    private void changeEmail(Connection database) throws SQLException {
        long id = anyCustomer();
        long version = wrote("customers");
        execute(
                database,
                "UPDATE customers SET email = ?, version = ? WHERE id = ?",
                "c" + id + "." + version + "@example.org",
                version,
                id);
        customers.put(id, version);
    }

    private void cancelOrder(Connection database) throws SQLException {
        Order order = anyOrder();
        order.lines.values().forEach(version -> writes.add(new Write("order_items", version, true)));
        writes.add(new Write("orders", order.version, true));
        execute(database, "DELETE FROM order_items WHERE order_id = ?", order.id);
        execute(database, "DELETE FROM orders WHERE id = ?", order.id);
        orders.remove(order);
    }

    private void countStock(Connection database) throws SQLException {
        String sku = "sku-" + (random.nextInt(50) * writers + number);
        long version = wrote("inventory");
        if (stock.containsKey(sku)) {
            execute(
                    database,
                    "UPDATE inventory SET quantity = ?, checked = CURDATE(), version = ? WHERE warehouse = 'MAIN' AND sku = ?",
                    random.nextInt(1000) - 500,
                    version,
                    sku);
        } else {
            execute(
                    database,
                    "INSERT INTO inventory (warehouse, sku, quantity, version) VALUES ('MAIN', ?, ?, ?)"
                            + " ON DUPLICATE KEY UPDATE quantity = VALUES(quantity), version = VALUES(version)",
                    sku,
                    random.nextInt(1000),
                    version);
        }
        stock.put(sku, version);
    }

    private void audit(Connection database) throws SQLException {
        execute(
                database,
                "INSERT INTO audit_log (at, actor, action, flags, version) VALUES (NOW(6), ?, ?, ?, ?)",
                "writer-" + number,
                ACTIONS.get(random.nextInt(ACTIONS.size())),
                random.nextInt(1024),
                wrote("audit_log"));
    }

    private long wrote(String table) {
        long version = versions.incrementAndGet();
        writes.add(new Write(table, version, false));
        return version;
    }

    private long newId() {
        return ++nextId * writers + number;
    }

    private long anyCustomer() {
        return customers.keySet().stream()
                .skip(random.nextInt(customers.size()))
                .findFirst()
                .orElseThrow();
    }

    private Order anyOrder() {
        return orders.get(random.nextInt(orders.size()));
    }

    private static void execute(Connection database, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}

package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.filter.expression.Condition;
import io.tidegate.filter.expression.Expression;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.RowImage;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random value expressions mean to us what they mean to a real server. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExpressionServerTest {
    private static final int EXPRESSIONS = 3_000;
    private static final int PER_QUERY = 100;
    private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">=", "<=>"};
    private static final String[] NUMBERS = {
        "i",
        "u",
        "d",
        "n",
        "f",
        "0",
        "1",
        "-3",
        "7",
        "40",
        "12.5",
        "-0.10",
        "2.50",
        "1e1",
        "abs(d)",
        "length(s)",
        "ifnull(n, 3)"
    };
    private static final String[] WHOLE = {"i", "u", "n", "0", "1", "-3", "7", "40", "length(b)", "coalesce(n, i)"};
    private static final String[] TEXTS = {
        "s",
        "b",
        "ns",
        "''",
        "'a'",
        "'A'",
        "'ab'",
        "'b '",
        "'Z'",
        "'_'",
        "'1'",
        "'Äb'",
        "'ab%'",
        "upper(b)",
        "lower(s)",
        "left(s, 1)",
        "right(b, 1)",
        "substring(s, 2)",
        "concat(s, 'b')",
        "trim(s)",
        "if(i > 1, s, 'A')"
    };
    private static final String[] PATTERNS = {"'a%'", "'%b'", "'_b'", "'A_'", "'%'", "''", "'%a%b%'", "'ä_'", "'a\\\\%'"
    };
    private static final String[] DATES = {
        "dt", "ts", "ndt", "'2024-02-29'", "'2024-03-01 10:00:00'", "'2023-12-31 23:59:59.5'"
    };

    /** Values of the columns i, u, d, f, n, s, b, ns, dt, ts, ndt, as SQL and for us. */
    private static final Object[][] ROWS = {
        {0L, 0L, "0.00", 0.5, null, "a", "a", null, "2024-02-29", "2024-02-29 00:00:00.000", null},
        {1L, 7L, "12.50", 10.0, 1L, "A", "A", "x", "2024-03-01", "2024-03-01 10:00:00.000", "2024-01-01"},
        {-3L, 40L, "-0.10", -3.0, null, "ab", "Ab", null, "2023-12-31", "2023-12-31 23:59:59.500", null},
        {40L, 1L, "2.50", 7.25, 40L, "Äb", "b ", "", "2024-02-28", "2024-02-29 13:45:00.123", null},
        {7L, 2L, "7.00", 12.5, 0L, "", "1", "a", "2000-01-01", "2000-01-01 00:00:00.001", "2024-02-29"},
        {-1L, 3L, "-12.49", 1e10, -3L, "ab%", "Z_", "Ab", "1999-12-31", "2024-02-29 00:00:00.001", null},
    };

    private static EmbeddedMariaDb server;
    private final TableVersion table = table();

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedMariaDb.builder().build().start();
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE d");
            statement.execute(
                    "CREATE TABLE d.t (k INT PRIMARY KEY, i INT, u BIGINT UNSIGNED, d DECIMAL(10,2), f DOUBLE, n INT,"
                            + " s VARCHAR(9) COLLATE utf8mb4_general_ci, b VARCHAR(9) COLLATE utf8mb4_bin,"
                            + " ns VARCHAR(9) COLLATE utf8mb4_general_ci, dt DATE, ts DATETIME(3), ndt DATE) CHARSET utf8mb4");
            for (int k = 0; k < ROWS.length; k++) {
                StringBuilder sql = new StringBuilder("INSERT INTO d.t VALUES (" + k);
                for (Object value : ROWS[k]) {
                    sql.append(", ").append(value instanceof String ? "'" + value + "'" : value);
                }
                statement.execute(sql.append(')').toString());
            }
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyExpressionHasTheTruthThatTheServerGivesIt() throws SQLException {
        long seed = Long.getLong("tidegate.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> different = new ArrayList<>();
        try (Connection connection = server.connect("d");
                Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4 COLLATE utf8mb4_general_ci");
            for (int done = 0; done < EXPRESSIONS; done += PER_QUERY) {
                List<String> expressions = new ArrayList<>();
                for (int i = 0; i < PER_QUERY; i++) {
                    expressions.add(truth(random, 3));
                }
                compare(statement, expressions, different);
            }
        }
        assertThat(different).as("seed " + seed).isEmpty();
    }

    private void compare(Statement statement, List<String> expressions, List<String> different) throws SQLException {
        List<@Nullable Condition[]> conditions = new ArrayList<>();
        for (String expression : expressions) {
            conditions.add(new Condition[] {
                compile("(" + expression + ") IS TRUE"),
                compile("(" + expression + ") IS FALSE"),
                compile("(" + expression + ") IS NULL")
            });
        }
        try (ResultSet rows = statement.executeQuery("SELECT (" + String.join(") IS TRUE, (", expressions)
                + ") IS TRUE, (" + String.join("), (", expressions) + ") FROM t ORDER BY k")) {
            for (int k = 0; rows.next(); k++) {
                RowImage row =
                        ValueCursor.on(ValueRow.insert(table, 1, ROWS[k])).after();
                for (int i = 0; i < expressions.size(); i++) {
                    boolean isTrue = rows.getInt(i + 1) == 1;
                    boolean isNull = rows.getObject(expressions.size() + i + 1) == null;
                    boolean same = conditions.get(i)[0].isOne(row) == isTrue
                            && conditions.get(i)[2].isOne(row) == isNull
                            && conditions.get(i)[1].isOne(row) == (!isTrue && !isNull);
                    if (!same) {
                        different.add(expressions.get(i) + " for row " + k + " is "
                                + (isNull ? "NULL" : Boolean.toString(isTrue)) + " there");
                    }
                }
            }
        }
    }

    private Condition compile(String expression) {
        return Expression.parse("here", expression).compile(table);
    }

    private static String truth(Random random, int depth) {
        if (depth == 0) {
            return test(random);
        }
        String left = truth(random, depth - 1);
        String right = truth(random, depth - 1);
        return switch (random.nextInt(10)) {
            case 0, 1 -> left + " AND " + right;
            case 2, 3 -> left + " OR " + right;
            case 4 -> "(" + left + ") XOR (" + right + ")";
            case 5 -> "NOT (" + left + ")";
            case 6 -> "NOT " + left + " OR (" + right + ") IS NOT TRUE";
            case 7 -> "(" + left + ") IS FALSE";
            default -> test(random);
        };
    }

    private static String test(Random random) {
        String operator = pick(random, COMPARISONS);
        return switch (random.nextInt(12)) {
            case 0, 1 -> sum(random) + " " + operator + " " + sum(random);
            case 2 -> pick(random, NUMBERS) + " IN (" + pick(random, NUMBERS) + ", " + pick(random, NUMBERS) + ")";
            case 3 -> pick(random, NUMBERS) + " NOT BETWEEN " + pick(random, NUMBERS) + " AND " + pick(random, NUMBERS);
            case 4, 5 -> text(random, operator);
            case 6 -> pick(random, "s", "b", "ns") + " NOT LIKE " + pick(random, PATTERNS);
            case 7 -> pick(random, "s", "b", "ns") + " LIKE " + pick(random, PATTERNS);
            case 8 -> pick(random, "dt", "ts", "ndt") + " " + operator + " " + pick(random, DATES);
            case 9 -> pick(random, "n", "s", "ns", "ndt") + pick(random, " IS NULL", " IS NOT NULL");
            case 10 ->
                pick(random, "year", "month", "day") + "(" + pick(random, "dt", "ts", "ndt") + ") " + operator + " "
                        + pick(random, "2024", "2", "29", "1");
            // Beside XOR MariaDB cuts the fraction off a decimal before it asks for its truth; nobody else does.
            default -> pick(random, WHOLE);
        };
    }

    /** Not two literals, which compare as the connection says. */
    private static String text(Random random, String operator) {
        String one = pick(random, "s", "b", "ns", "lower(s)", "upper(b)", "concat(s, 'b')", "substring(b, 2)");
        String other = pick(random, TEXTS);
        return one + " " + operator + " " + other;
    }

    private static String sum(Random random) {
        return switch (random.nextInt(7)) {
            case 0 ->
                "(" + pick(random, "i", "d", "n", "f", "-3", "12.5", "length(s)") + pick(random, " + ", " - ", " * ")
                        + pick(random, "i", "d", "n", "2", "0.5") + ")";
            case 1 ->
                "(" + pick(random, "i", "n", "d", "7", "-3") + pick(random, " % ", " / ")
                        + pick(random, "2", "3", "0", "n") + ")";
            case 2 -> "(" + pick(random, "i", "n", "7", "-3") + " DIV " + pick(random, "2", "3", "0", "n") + ")";
            case 3 -> "-" + pick(random, "i", "d", "n", "f");
            default -> pick(random, random.nextBoolean() ? NUMBERS : WHOLE);
        };
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static TableVersion table() {
        return new TableVersion(
                new TableName("d", "t"),
                List.of(
                        column("i", ColumnType.of(ColumnKind.INT)),
                        column("u", ColumnType.of(ColumnKind.BIGINT).asUnsigned()),
                        column("d", ColumnType.of(ColumnKind.DECIMAL, 10, 2)),
                        column("f", ColumnType.of(ColumnKind.DOUBLE)),
                        column("n", ColumnType.of(ColumnKind.INT)),
                        text("s", "utf8mb4_general_ci"),
                        text("b", "utf8mb4_bin"),
                        text("ns", "utf8mb4_general_ci"),
                        column("dt", ColumnType.of(ColumnKind.DATE)),
                        column("ts", ColumnType.ofFraction(ColumnKind.DATETIME, 3)),
                        column("ndt", ColumnType.of(ColumnKind.DATE))),
                List.of());
    }

    private static Column column(String name, ColumnType type) {
        return new Column(name, type, true);
    }

    private static Column text(String name, String collation) {
        return new Column(
                name,
                ColumnType.of(ColumnKind.VARCHAR, 9),
                true,
                Generation.NONE,
                null,
                new Collation("utf8mb4", collation));
    }
}

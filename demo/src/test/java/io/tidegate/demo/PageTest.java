package io.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.demo.TopicTail.Found;
import io.tidegate.demo.TopicTail.TopicCount;
import io.tidegate.feed.FeedStatus;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.model.Tso;
import io.tidegate.testkit.ledger.Change;
import io.tidegate.testkit.ledger.Change.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final List<String> COMMANDS = List.of("mariadb -u shop", "./tidegate peek");

    @ParameterizedTest
    @CsvSource({"80, 24", "140, 40", "60, 20", "20, 5"})
    void everyLineFitsTheTerminal(int columns, int lines) {
        List<String> page = Page.of(glance(State.RUNNING, ""), COMMANDS, columns, lines, false, "");

        assertThat(page).hasSizeLessThanOrEqualTo(lines).allMatch(line -> Columns.of(line) <= columns);
    }

    @Test
    void atTheUsualSizeEverythingIsThere() {
        String page = String.join("\n", Page.of(glance(State.RUNNING, ""), COMMANDS, 80, 24, false, ""));

        assertThat(page)
                .contains("running", "667 rows/s", "1.5 s lag", "1,234 rows")
                .contains("shop_orders", "UPDATE  orders", "status 1 → 2", "ALTER TABLE orders")
                .contains("mariadb -u shop", "./tidegate peek", "Ctrl-C");
    }

    @Test
    void theReasonOfATroubleTakesThePlaceOfTheFigures() {
        List<String> page = Page.of(glance(State.RETRYING, "the source is away"), COMMANDS, 80, 24, false, "");

        assertThat(page.get(2)).contains("retrying", "the source is away").doesNotContain("rows/s");
    }

    @Test
    void withoutColoursThereIsNoEscapeSequence() {
        assertThat(Page.of(glance(State.RUNNING, ""), COMMANDS, 80, 24, false, "note"))
                .noneMatch(line -> line.contains("\u001b"));
        assertThat(Page.of(glance(State.RUNNING, ""), COMMANDS, 80, 24, true, "note"))
                .anyMatch(line -> line.contains("\u001b[1;36m"));
    }

    private static Glance glance(State state, String reason) {
        Change update = change(Kind.UPDATE, Map.of("status", "2"), Map.of("status", "1"), "");
        Change ddl = change(Kind.DDL, Map.of(), Map.of(), "ALTER TABLE orders ADD COLUMN channel INT");
        return new Glance(
                NOW,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                new FeedStatus(
                        state,
                        NOW,
                        reason,
                        null,
                        0,
                        Tso.ofMillis(NOW.toEpochMilli() - 1500),
                        "binlog.000001:4",
                        1234,
                        1234,
                        0,
                        0,
                        0),
                667,
                500,
                new Found(
                        List.of(new TopicCount("shop_orders", 1000, 200, 34, 1)),
                        Collections.nCopies(40, update),
                        List.of(ddl),
                        Tso.ofMillis(NOW.toEpochMilli())));
    }

    private static Change change(Kind kind, Map<String, String> values, Map<String, String> old, String sql) {
        return new Change(kind, "shop", "orders", 1, values, old, sql, "shop_orders", 0, 7, NOW.toEpochMilli());
    }
}

package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.encode.RecordBatch;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which tables are shown as the slowest. */
class TableDeliveriesTest {
    private final TableDeliveries deliveries = new TableDeliveries();

    @Test
    void tablesWithTheOldestWaitingRowComeFirstAndThenThoseWithMostRows() {
        deliver("quiet", 1, 10);
        deliver("busy", 500, 9000);
        deliver("behind", 20, 300);
        deliver("behind", 1, 3);

        Map<TableName, Long> waiting = Map.of(name("behind"), 900L, name("new"), -5L, name("farthest"), 7L);
        assertThat(deliveries.slowest(waiting, 10))
                .containsExactly(
                        new TableLag(name("farthest"), 0, 0, 7),
                        new TableLag(name("behind"), 21, 303, 900),
                        new TableLag(name("new"), 0, 0, -5),
                        new TableLag(name("busy"), 500, 9000, 0),
                        new TableLag(name("quiet"), 1, 10, 0));
        assertThat(deliveries.slowest(waiting, 2))
                .extracting(TableLag::table)
                .containsExactly(name("farthest"), name("behind"));
    }

    @Test
    void aTableThatWasAlteredIsOneTable() {
        deliver("t", 3, 30);
        deliver("t", 4, 40);
        assertThat(deliveries.slowest(Map.of(), 10)).containsExactly(new TableLag(name("t"), 7, 70, 0));
    }

    private void deliver(String table, int rows, long bytes) {
        RecordBatch batch = new RecordBatch();
        batch.countTable(new TableVersion(name(table), List.of(), List.of()), "topic", rows, rows, bytes, 1);
        deliveries.add(batch.tables());
    }

    private static TableName name(String table) {
        return new TableName("test", table);
    }
}

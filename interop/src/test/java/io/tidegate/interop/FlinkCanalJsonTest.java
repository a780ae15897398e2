package io.tidegate.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flink's format canal-json folds the messages of a changefeed from a real server through a real broker into a table that
 * equals the source. A message that it cannot parse fails: the TiDB extension is off because Flink knows no watermarks, and
 * the only DDL in the stream is a CREATE TABLE, which Flink passes over; it knows no other.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlinkCanalJsonTest {
    private static final int TRANSACTIONS = 60;

    @RegisterExtension
    private static final Site SITE = new Site();

    private static String begin;
    private static Map<Long, List<String>> source;

    @TempDir
    private Path directory;

    @BeforeAll
    static void changeTheSource() throws Exception {
        try (Connection connection = SITE.database().connect("")) {
            ItemsTable items = new ItemsTable(connection, 20240501);
            items.createDatabase();
            begin = SITE.database().binlogEnd();
            items.createTable();
            for (int i = 0; i < TRANSACTIONS; i++) {
                items.changeAtRandom();
            }
            source = items.rows();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theMessagesOfAChangefeedFoldIntoTheSource(boolean changedColumnsOnly) throws Exception {
        String topic = changedColumnsOnly ? "changed" : "whole";
        runChangefeed(topic, changedColumnsOnly);
        FlinkFormat format = FlinkFormat.open("canal-json", Map.of(), ItemsTable.FLINK_TYPE);
        Map<Long, List<String>> folded = new TreeMap<>();
        int updates = 0;
        for (ConsumerRecord<byte[], byte[]> record : SITE.records(topic)) {
            for (RowData row : format.read(record.value())) {
                List<String> values = ItemsTable.shown(row);
                switch (row.getRowKind()) {
                    case INSERT ->
                        assertThat(folded.put(row.getLong(0), values)).isNull();
                    case UPDATE_BEFORE, DELETE ->
                        assertThat(folded.remove(row.getLong(0))).isEqualTo(values);
                    case UPDATE_AFTER -> {
                        folded.put(row.getLong(0), values);
                        updates++;
                    }
                }
            }
        }
        assertThat(updates).isGreaterThan(TRANSACTIONS);
        assertThat(source).hasSizeGreaterThan(TRANSACTIONS);
        assertThat(folded).isEqualTo(source);
    }

    private void runChangefeed(String topic, boolean changedColumnsOnly) throws IOException {
        String target =
                topic + "?protocol=canal-json&partition-num=3&only-output-updated-columns=" + changedColumnsOnly;
        String configuration = """
                filter.rules = ['shop.*']
                sink.dispatchers = [{matcher = ['*.*'], partition = 'index-value'}]
                """;
        SITE.run(directory, target, configuration, begin, "UTC");
    }
}

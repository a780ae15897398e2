package io.tidegate.interop;

import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.BOOLEAN;
import static org.apache.flink.table.api.DataTypes.BYTES;
import static org.apache.flink.table.api.DataTypes.DECIMAL;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP_LTZ;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The messages of a changefeed from a real server through a real broker: Flink's debezium-json folds them into a table that
 * equals the source, and each tells where in the server's log its row stands.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DebeziumRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 60;

    /** A column with what a user of Flink declares, and an expression for that on the server; bytes as hex. */
    private record Item(String name, String sqlType, DataType flinkType, String select) {}

    private static final List<Item> COLUMNS = List.of(
            new Item("id", "BIGINT PRIMARY KEY", BIGINT().notNull(), "id"),
            new Item("large", "BIGINT UNSIGNED", BIGINT(), "CAST(large AS SIGNED)"),
            new Item("price", "DECIMAL(10,2)", DECIMAL(10, 2), "price"),
            new Item("flag", "BIT(1)", BOOLEAN(), "IF(flag = 1, 'true', 'false')"),
            new Item("state", "ENUM('new','paid','sent')", STRING(), "state"),
            new Item("tags", "SET('gift','rush')", STRING(), "tags"),
            new Item("day", "DATE", INT(), "DATEDIFF(day, '1970-01-01')"),
            new Item("local", "DATETIME(3)", BIGINT(), "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', local) DIV 1000"),
            new Item("moment", "TIMESTAMP(3) NULL", TIMESTAMP_LTZ(3), "DATE_FORMAT(moment, '%Y-%m-%dT%H:%i:%s.%f')"),
            new Item("took", "TIME", BIGINT(), "TIME_TO_SEC(took) * 1000000"),
            new Item("name", "VARCHAR(40)", STRING(), "name"),
            new Item("raw", "VARBINARY(20)", BYTES(), "HEX(raw)"));

    @RegisterExtension
    private static final Site SITE = new Site();

    private static String begin;
    private static Map<Long, List<String>> source;

    @TempDir
    private Path directory;

    @BeforeAll
    static void changeTheSource() throws Exception {
        try (Connection connection = SITE.database().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            statement.execute("CREATE DATABASE shop CHARACTER SET utf8mb4");
            statement.execute("USE shop");
            statement.execute("CREATE TABLE shop.items ("
                    + COLUMNS.stream()
                            .map(column -> column.name + " " + column.sqlType)
                            .collect(Collectors.joining(", "))
                    + ")");
            begin = SITE.database().binlogEnd();
            change(statement);
            source = rows(statement);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theMessagesOfAChangefeedFoldIntoTheSource(boolean disableSchema) throws Exception {
        String topic = disableSchema ? "plain" : "schema";
        runChangefeed(topic, disableSchema);
        FlinkFormat format = FlinkFormat.open(
                "debezium-json",
                Map.of("schema-include", "true", "timestamp-format.standard", "ISO-8601"),
                ROW(COLUMNS.stream()
                        .map(column -> FIELD(column.name, column.flinkType))
                        .toList()));
        Map<Long, List<String>> folded = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : SITE.records(topic)) {
            for (RowData row : format.read(record.value())) {
                List<String> values = shown(row);
                switch (row.getRowKind()) {
                    case INSERT ->
                        assertThat(folded.put(row.getLong(0), values)).isNull();
                    case UPDATE_BEFORE, DELETE ->
                        assertThat(folded.remove(row.getLong(0))).isEqualTo(values);
                    case UPDATE_AFTER -> folded.put(row.getLong(0), values);
                }
            }
        }
        assertThat(source).hasSizeGreaterThan(ROWS / 2);
        assertThat(folded).isEqualTo(source);
    }

    @Test
    void everyMessageTellsWhereItsRowStandsInTheLog() throws Exception {
        runChangefeed("origins", true);
        Set<String> told = new LinkedHashSet<>();
        int lastRow = 0;
        for (ConsumerRecord<byte[], byte[]> record : SITE.records("origins")) {
            if (record.value() == null) {
                continue;
            }
            JsonNode origin = JSON.readTree(record.value()).at("/payload/source");
            assertThat(origin.get("connector").textValue()).isEqualTo("mariadb");
            told.add(origin.get("file").textValue() + ":" + origin.get("pos") + " "
                    + origin.get("gtid").textValue() + " of " + origin.get("server_id"));
            lastRow = Math.max(lastRow, origin.get("row").intValue());
        }
        assertThat(told).containsExactlyElementsOf(transactionsOfTheLog());
        assertThat(lastRow).as("rows of the largest event are counted from 0").isEqualTo(ROWS - 1);
    }

    @Test
    void aDeleteIsFollowedByATombstone() throws Exception {
        runChangefeed("tombstones", true);
        List<ConsumerRecord<byte[], byte[]>> records = SITE.records("tombstones");
        int tombstones = 0;
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).value() == null) {
                tombstones++;
                assertThat(JSON.readTree(records.get(i - 1).value())
                                .at("/payload/op")
                                .textValue())
                        .isEqualTo("d");
                assertThat(records.get(i).key()).isEqualTo(records.get(i - 1).key());
            }
        }
        assertThat(tombstones).isEqualTo(11);
    }

    /** One transaction of many rows in one event, some of several events, a change of a key, NULL, zero dates. */
    private static void change(Statement statement) throws SQLException {
        statement.execute("INSERT INTO shop.items SELECT seq, seq * 300000000000000000, seq / 7, seq % 2,"
                + " 1 + seq % 3, seq % 4, '1950-01-01' + INTERVAL seq * 500 DAY,"
                + " '1950-01-01 12:34:56.789' + INTERVAL seq * 12345678 SECOND,"
                + " '1971-01-01 00:00:00.250' + INTERVAL seq * 12345678 SECOND, SEC_TO_TIME((CAST(seq AS SIGNED) - 30) * 10000),"
                + " CONCAT('name <', seq, '> é'), UNHEX(LPAD(HEX(seq), 8, '0')) FROM seq_1_to_" + ROWS);
        statement.execute("BEGIN");
        statement.execute("UPDATE shop.items SET state = 'sent', large = 18446744073709551615 WHERE id % 3 = 0");
        statement.execute("UPDATE shop.items SET price = NULL, day = NULL, local = NULL, moment = NULL WHERE id = 5");
        statement.execute("DELETE FROM shop.items WHERE id > 50");
        statement.execute("COMMIT");
        statement.execute("UPDATE shop.items SET id = 1000 WHERE id = 1");
    }

    private void runChangefeed(String topic, boolean disableSchema) throws IOException {
        String target = topic + "?protocol=debezium&partition-num=1&debezium-disable-schema=" + disableSchema;
        String configuration = """
                filter.rules = ['shop.*']
                tidegate.debezium = {ddl = false, tombstones-on-delete = true}
                """;
        SITE.run(directory, target, configuration, begin, "America/New_York");
    }

    /** The transactions behind the start as the server lists them; inside of them MariaDB 11.4 tells no positions. */
    private static Set<String> transactionsOfTheLog() throws SQLException {
        String file = begin.substring(0, begin.indexOf(':'));
        String from = begin.substring(begin.indexOf(':') + 1);
        Set<String> transactions = new LinkedHashSet<>();
        String begun = "";
        try (Connection connection = SITE.database().connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINLOG EVENTS IN '" + file + "' FROM " + from)) {
            while (rows.next()) {
                String type = rows.getString("Event_type");
                if (type.equals("Gtid")) {
                    String gtid = rows.getString("Info").replaceAll(".*GTID (\\S+).*", "$1");
                    begun = file + ":" + rows.getLong("Pos") + " " + gtid + " of " + rows.getLong("Server_id");
                } else if (type.matches("(Write|Update|Delete)_rows.*")) {
                    transactions.add(begun);
                }
            }
        }
        assertThat(transactions).hasSize(3);
        return transactions;
    }

    private static Map<Long, List<String>> rows(Statement statement) throws SQLException {
        Map<Long, List<String>> rows = new TreeMap<>();
        String select = COLUMNS.stream().map(Item::select).collect(Collectors.joining(", "));
        try (ResultSet result = statement.executeQuery("SELECT " + select + " FROM shop.items")) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= COLUMNS.size(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.put(result.getLong(1), row);
            }
        }
        return rows;
    }

    private static List<String> shown(RowData row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            LogicalType type = COLUMNS.get(i).flinkType.getLogicalType();
            texts.add(shown(RowData.createFieldGetter(type, i).getFieldOrNull(row)));
        }
        return texts;
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().withUpperCase().formatHex(bytes);
        }
        if (value instanceof TimestampData moment) {
            return SourceForm.text(moment.toInstant(), 6).replace(' ', 'T');
        }
        return String.valueOf(value);
    }
}

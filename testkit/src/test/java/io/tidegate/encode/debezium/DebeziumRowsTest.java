package io.tidegate.encode.debezium;

import static io.tidegate.encode.debezium.WrittenMessage.PLAIN;
import static io.tidegate.encode.debezium.WrittenMessage.SCHEMA;
import static io.tidegate.encode.debezium.WrittenMessage.WITHOUT_OLD_VALUES;
import static io.tidegate.testkit.rows.ValueRow.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.LargeRowOption;
import io.tidegate.config.ValueCompression;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.RowOrigin;
import io.tidegate.encode.TracedEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.LogOrigin;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class DebeziumRowsTest {
    private static final TableName TABLE1 = new TableName("test", "table1");
    private static final Column TINY = new Column("tiny", ColumnType.of(ColumnKind.TINYINT), false);
    private static final TableVersion KEYED = table(List.of(TINY), List.of(new Key(Key.PRIMARY, List.of(0), true)));
    private static final DebeziumConfig TEST_CLUSTER =
            new DebeziumConfig(false, true, true, true, true, false, "test_cluster", LargeMessages.NONE);

    @Test
    void namesOfSchemasBeginWithTheCluster() {
        WrittenMessage message = WrittenMessage.of(TEST_CLUSTER, ValueRow.insert(KEYED, 1, 1L));
        assertThat(message.payload().at("/source/ts_ms").longValue()).isZero();
        assertThat(message.payload().at("/source/commit_ts").longValue()).isEqualTo(1);
        assertThat(message.keyJson().at("/schema/name").textValue()).isEqualTo("test_cluster.test.table1.Key");
        assertThat(message.json().at("/schema/name").textValue()).isEqualTo("test_cluster.test.table1.Envelope");
        assertThat(message.json().at("/schema/fields/0/name").textValue()).isEqualTo("test_cluster.test.table1.Value");
    }

    @Test
    void theSchemaIsAllThatIsLeftOut() {
        ValueRow row = ValueRow.insert(KEYED, 1, 1L);
        WrittenMessage with = WrittenMessage.of(SCHEMA, row);
        WrittenMessage without = WrittenMessage.of(PLAIN, row);
        assertThat(without.json().has("schema")).isFalse();
        assertThat(without.keyJson().has("schema")).isFalse();
        assertThat(without.payload()).isEqualTo(with.payload());
    }

    @Test
    void anUnsplitUpdateOfAKeyHasTheNewKey() {
        WrittenMessage message = WrittenMessage.of(PLAIN, ValueRow.update(KEYED, 1, values(2L), values(1L)));
        assertThat(message.key()).isEqualTo("{\"payload\":{\"tiny\":1}}");
        assertThat(message.value()).contains("\"op\":\"u\",\"before\":{\"tiny\":2},\"after\":{\"tiny\":1}}");
    }

    @Test
    void theHalvesOfASplitUpdateHaveTheirOwnKeys() {
        ValueRow update = ValueRow.update(KEYED, 1, values(2L), values(1L));
        assertThat(WrittenMessage.of(PLAIN, update, RowKind.DELETE).key()).isEqualTo("{\"payload\":{\"tiny\":2}}");
        assertThat(WrittenMessage.of(PLAIN, update, RowKind.INSERT).key()).isEqualTo("{\"payload\":{\"tiny\":1}}");
    }

    @Test
    void oldValuesCanBeLeftOutOfUpdatesButNotOfDeletes() {
        WrittenMessage update =
                WrittenMessage.of(WITHOUT_OLD_VALUES, ValueRow.update(KEYED, 1, values(2L), values(1L)));
        assertThat(update.value()).endsWith("\"op\":\"u\",\"after\":{\"tiny\":1}}}");
        WrittenMessage delete = WrittenMessage.of(WITHOUT_OLD_VALUES, ValueRow.delete(KEYED, 1, 2L));
        assertThat(delete.value()).endsWith("\"op\":\"d\",\"after\":null,\"before\":{\"tiny\":2}}}");
    }

    @Test
    void aTableWithoutHandleKeyHasAnEmptyKey() {
        WrittenMessage message = WrittenMessage.of(SCHEMA, ValueRow.insert(table(List.of(TINY), List.of()), 1, 1L));
        assertThat(message.key()).isEqualTo("""
                        {"payload":{},"schema":{"type":"struct","name":"default.test.table1.Key","optional":false,\
                        "fields":[]}}""");
    }

    @Test
    void aKeyIsInTheOrderOfTheTable() {
        Column name = new Column("name", ColumnType.of(ColumnKind.VARCHAR, 9), false);
        TableVersion table = table(List.of(TINY, name), List.of(new Key(Key.PRIMARY, List.of(1, 0), true)));
        assertThat(WrittenMessage.of(PLAIN, ValueRow.insert(table, 1, 1L, "x")).key())
                .isEqualTo("{\"payload\":{\"tiny\":1,\"name\":\"x\"}}");
    }

    @Test
    void virtualColumnsAreNeitherInTheRowNorInTheSchema() {
        Column virtual = new Column("v", ColumnType.of(ColumnKind.INT), true, Generation.VIRTUAL);
        Column stored = new Column("s", ColumnType.of(ColumnKind.INT), true, Generation.STORED);
        TableVersion table = table(List.of(virtual, TINY, stored), List.of());
        WrittenMessage message = WrittenMessage.of(SCHEMA, ValueRow.insert(table, 1, 5L, 1L, 2L));
        assertThat(message.value()).contains("\"after\":{\"tiny\":1,\"s\":2}}");
        assertThat(message.json().at("/schema/fields/1/fields").findValuesAsText("field"))
                .containsExactly("tiny", "s");
    }

    @Test
    void keyAndValueTogetherAreHeldAgainstTheLimitOfTheTopic() {
        Column text = new Column("c", ColumnType.of(ColumnKind.TEXT), true);
        TableVersion table = table(List.of(TINY, text), List.of(new Key(Key.PRIMARY, List.of(0), true)));
        ValueRow row = ValueRow.insert(table, 1, 1L, "x".repeat(1000));
        WrittenMessage message = WrittenMessage.of(PLAIN, row);
        int size = message.key().length() + message.value().length() + 36;
        assertThat(written(row, size)).isEqualTo(message.value());
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> written(row, size - 1))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                .withMessageContaining("test.table1")
                .withMessageContaining("takes " + size + " bytes")
                .withMessageContaining("topic t is " + (size - 1));
    }

    @Test
    void keyAndValueAreCompressedEachByItself() throws IOException {
        LargeMessages snappy = new LargeMessages(ValueCompression.SNAPPY, LargeRowOption.NONE, null);
        DebeziumConfig config = new DebeziumConfig(true, true, true, true, true, false, "default", snappy);
        DebeziumEncoder encoder = WrittenMessage.encoder(config);
        ValueRow row = ValueRow.insert(KEYED, 1, 1L);
        RecordBatch out = new RecordBatch();
        encoder.newRowEncoder().encode(ValueCursor.on(row), row.kind(), "t", 0, out);
        WrittenMessage plain = WrittenMessage.of(WrittenMessage.EXTENSION_AND_SCHEMA, row);
        assertThat(uncompressed(out.key(0))).isEqualTo(plain.key());
        assertThat(uncompressed(out.value(0))).isEqualTo(plain.value());
        EncodedMessage watermark = encoder.encodeWatermark(3);
        assertThat(uncompressed(watermark.key())).startsWith("{\"payload\":{},\"schema\"");
        assertThat(uncompressed(watermark.value())).contains("\"op\":\"m\"");
        EncodedMessage ddl = encoder.encodeDdl(new Ddl(1, DdlKind.DROP_TABLE, TABLE1, null, "drop table table1", null));
        assertThat(uncompressed(ddl.key())).startsWith("{\"payload\":{\"databaseName\"");
        assertThat(uncompressed(ddl.value())).contains("\"ddl\":\"drop table table1\"");
    }

    @Test
    void theSourceTellsWhereInTheLogARowStands() {
        assertThat(written(new Place("0-1-5"))).contains("""
                "table":"table1","server_id":4294967295,"gtid":"0-1-5","file":"binlog.000007","pos":4600,"row":3,\
                "thread":12,"query":null,"commit_ts":1,""");
        assertThat(written(new Place(null))).contains("""
                "server_id":4294967295,"gtid":null,"file":"binlog.000007","pos":4600,"row":3,"thread":12,""");
    }

    @Test
    void aTombstoneFollowsADeleteOnRequest() {
        DebeziumConfig config = new DebeziumConfig(false, false, true, true, true, true, "default", LargeMessages.NONE);
        RecordBatch out = new RecordBatch();
        RowEncoder rows = new TracedEncoder(WrittenMessage.encoder(config)).newRowEncoder();
        ValueRow update = ValueRow.update(KEYED, 1, values(2L), values(1L));
        rows.encode(ValueCursor.on(update), RowKind.DELETE, "t", 3, out);
        rows.encode(ValueCursor.on(update), RowKind.INSERT, "t", 3, out);
        assertThat(out.size()).isEqualTo(3);
        assertThat(out.value(1)).isNull();
        assertThat(out.key(1)).isEqualTo(out.key(0));
        assertThat(out.partition(1)).isEqualTo(3);
        assertThat(out.origin(0)).isEqualTo(new RowOrigin(TABLE1, RowKind.DELETE, 1));
        assertThat(out.origin(1)).isEqualTo(out.origin(0));
        assertThat(out.value(2)).isNotNull();
    }

    @Test
    void rowsWithoutHandleKeyHaveNoTombstone() {
        DebeziumConfig config = new DebeziumConfig(false, false, true, true, true, true, "default", LargeMessages.NONE);
        ValueRow row = ValueRow.delete(table(List.of(TINY), List.of()), 1, 1L);
        assertThat(WrittenMessage.of(config, row).key()).isEqualTo("{\"payload\":{}}");
    }

    private static String written(LogOrigin origin) {
        RecordBatch out = new RecordBatch();
        ValueRow row = ValueRow.insert(KEYED, 1, 1L);
        WrittenMessage.encoder(PLAIN).newRowEncoder().encode(ValueCursor.on(row).at(origin), row.kind(), "t", 0, out);
        return new String(out.value(0), StandardCharsets.UTF_8);
    }

    private record Place(String gtid) implements LogOrigin {
        @Override
        public String file() {
            return "binlog.000007";
        }

        @Override
        public long position() {
            return 4600;
        }

        @Override
        public int row() {
            return 3;
        }

        @Override
        public long serverId() {
            return 4294967295L;
        }

        @Override
        public long thread() {
            return 12;
        }
    }

    private static String uncompressed(byte[] snappy) throws IOException {
        return new String(Snappy.uncompress(snappy), StandardCharsets.UTF_8);
    }

    private static String written(ValueRow row, int limit) {
        MessageLimits limits = topic -> topic.equals("t") ? limit : 0;
        RecordBatch out = new RecordBatch();
        new DebeziumEncoder(
                        PLAIN,
                        DebeziumEncoder.TIDB_CONNECTOR,
                        limits,
                        LargeRowPolicy.refuse(),
                        () -> WrittenMessage.NOW)
                .newRowEncoder()
                .encode(ValueCursor.on(row), row.kind(), "t", 0, out);
        return new String(out.value(0), StandardCharsets.UTF_8);
    }

    private static TableVersion table(List<Column> columns, List<Key> keys) {
        return new TableVersion(TABLE1, columns, keys);
    }
}

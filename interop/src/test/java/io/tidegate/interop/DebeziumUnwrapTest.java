package io.tidegate.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.transforms.ExtractNewRecordState;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.LargeMessages;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.debezium.DebeziumEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.Column;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Kafka Connect's own converter reads our messages, and Debezium's ExtractNewRecordState takes the rows out of them. */
class DebeziumUnwrapTest {
    private static final String TOPIC = "shop";
    private static final DebeziumConfig SCHEMA =
            new DebeziumConfig(false, true, true, true, true, false, "default", LargeMessages.NONE);
    private static final DebeziumConfig EXTENSION =
            new DebeziumConfig(true, true, true, true, true, false, "default", LargeMessages.NONE);
    private static final DebeziumConfig PLAIN =
            new DebeziumConfig(false, false, true, true, true, false, "default", LargeMessages.NONE);

    @Test
    void theRowOfAnInsertIsUnwrapped() {
        List<@Nullable Object> row = ShopTable.row(7);
        SinkRecord unwrapped = unwrapped(record(SCHEMA, ValueRow.insert(ShopTable.VERSION, 1, row.toArray()), true));
        assertThat(shown(unwrapped)).isEqualTo(shown(row));
        assertThat(((Struct) unwrapped.key()).getInt64("id")).isEqualTo(7);
    }

    @Test
    void anyRowIsUnwrappedWithTheExtensionToo() {
        Random random = new Random(20240501);
        for (int i = 0; i < 500; i++) {
            List<@Nullable Object> row = ShopTable.random(i, random);
            SinkRecord record = record(EXTENSION, ValueRow.insert(ShopTable.VERSION, 1, row.toArray()), true);
            assertThat(shown(unwrapped(record))).as("row " + i).isEqualTo(shown(row));
        }
    }

    @Test
    void theNewRowOfAnUpdateIsUnwrapped() {
        List<@Nullable Object> row = ShopTable.random(7, new Random(1));
        ValueRow update = ValueRow.update(ShopTable.VERSION, 1, ShopTable.row(7), row);
        assertThat(shown(unwrapped(record(SCHEMA, update, true)))).isEqualTo(shown(row));
    }

    @Test
    void theOldRowOfADeleteIsUnwrappedAndMarked() {
        List<@Nullable Object> row = ShopTable.row(7);
        ValueRow delete = ValueRow.delete(ShopTable.VERSION, 1, row.toArray());
        SinkRecord unwrapped =
                unwrapped(record(SCHEMA, delete, true), Map.of("delete.tombstone.handling.mode", "rewrite"));
        assertThat(shown(unwrapped)).isEqualTo(shown(row));
        assertThat(((Struct) unwrapped.value()).getString("__deleted")).isEqualTo("true");
    }

    @Test
    void aDeleteBecomesATombstoneOnRequest() {
        ValueRow delete = ValueRow.delete(ShopTable.VERSION, 1, ShopTable.row(7).toArray());
        SinkRecord unwrapped =
                unwrapped(record(SCHEMA, delete, true), Map.of("delete.tombstone.handling.mode", "tombstone"));
        assertThat(unwrapped.value()).isNull();
        assertThat(((Struct) unwrapped.key()).getInt64("id")).isEqualTo(7);
    }

    @Test
    void membersOfTheSourceCanBeAddedToTheRow() {
        SinkRecord record = record(
                EXTENSION,
                ValueRow.insert(ShopTable.VERSION, 5, ShopTable.row(7).toArray()),
                true);
        Struct row = (Struct) unwrapped(record, Map.of("add.fields", "op,source.table,source.commit_ts"))
                .value();
        assertThat(row.getString("__op")).isEqualTo("c");
        assertThat(row.getString("__source_table")).isEqualTo("items");
        assertThat(row.getInt64("__source_commit_ts")).isEqualTo(5);
    }

    @Test
    void aDdlPassesAsItIs() {
        Ddl ddl = new Ddl(1, DdlKind.CREATE_TABLE, ShopTable.VERSION.name(), null, "create table …", ShopTable.VERSION);
        SinkRecord record = record(encoder(SCHEMA).encodeDdl(ddl), true);
        SinkRecord unwrapped = unwrapped(record);
        assertThat(unwrapped.value()).isSameAs(record.value());
        Struct change =
                (Struct) ((Struct) record.value()).getArray("tableChanges").get(0);
        assertThat(change.getStruct("table").getArray("columns"))
                .hasSize(ShopTable.VERSION.columns().size());
    }

    @Test
    void aWatermarkIsReadableButHasNoRow() {
        SinkRecord record = record(encoder(EXTENSION).encodeWatermark(5), true);
        assertThat(((Struct) record.value()).getString("op")).isEqualTo("m");
        assertThatThrownBy(() -> unwrapped(record)).hasMessageContaining("after");
    }

    @Test
    void withoutSchemaTheConverterGivesAMapThatNothingUnwraps() {
        ValueRow row = ValueRow.insert(ShopTable.VERSION, 1, ShopTable.row(7).toArray());
        SinkRecord record = record(PLAIN, row, false);
        SinkRecord unwrapped = unwrapped(record);
        assertThat(unwrapped.value()).isSameAs(record.value());
        Map<?, ?> payload = (Map<?, ?>) ((Map<?, ?>) record.value()).get("payload");
        assertThat(((Map<?, ?>) payload.get("after")).get("name")).isEqualTo("A&B <1> \"測試\"");
    }

    private static SinkRecord unwrapped(SinkRecord record) {
        return unwrapped(record, Map.of());
    }

    private static SinkRecord unwrapped(SinkRecord record, Map<String, String> settings) {
        try (ExtractNewRecordState<SinkRecord> transform = new ExtractNewRecordState<>()) {
            transform.configure(settings);
            return transform.apply(record);
        }
    }

    private static SinkRecord record(DebeziumConfig config, ValueRow row, boolean schemas) {
        RecordBatch out = new RecordBatch();
        encoder(config).newRowEncoder().encode(ValueCursor.on(row), row.kind(), TOPIC, 0, out);
        return record(new EncodedMessage(out.key(0), out.value(0)), schemas);
    }

    private static SinkRecord record(EncodedMessage message, boolean schemas) {
        SchemaAndValue key = read(message.key(), schemas, true);
        SchemaAndValue value = read(message.value(), schemas, false);
        return new SinkRecord(TOPIC, 0, key.schema(), key.value(), value.schema(), value.value(), 0);
    }

    private static SchemaAndValue read(byte[] json, boolean schemas, boolean isKey) {
        try (JsonConverter converter = new JsonConverter()) {
            Map<String, Object> settings = new HashMap<>();
            settings.put("schemas.enable", schemas);
            settings.put("replace.null.with.default", false);
            converter.configure(settings, isKey);
            return converter.toConnectData(TOPIC, json);
        }
    }

    private static DebeziumEncoder encoder(DebeziumConfig config) {
        return new DebeziumEncoder(
                config,
                DebeziumEncoder.TIDB_CONNECTOR,
                MessageLimits.of(10_485_760),
                LargeRowPolicy.refuse(),
                () -> 1714550400912L);
    }

    private static String shown(SinkRecord record) {
        return shown(inSourceForm(record));
    }

    private static String shown(List<@Nullable Object> row) {
        return Arrays.deepToString(row.toArray());
    }

    private static List<@Nullable Object> inSourceForm(SinkRecord record) {
        Struct struct = (Struct) Objects.requireNonNull(record.value());
        List<@Nullable Object> row = new ArrayList<>();
        for (Column column : ShopTable.VERSION.columns()) {
            Object value = struct.get(column.name());
            row.add(value == null ? null : inSourceForm(column, value));
        }
        return row;
    }

    private static Object inSourceForm(Column column, Object value) {
        List<String> members = column.type().members();
        return switch (column.type().kind()) {
            case DECIMAL -> SourceForm.decimal((Double) value, column.type().scale());
            case BIT -> value instanceof Boolean flag ? (flag ? 1L : 0L) : SourceForm.bits((byte[]) value);
            case ENUM -> SourceForm.member(members, (String) value);
            case SET -> SourceForm.mask(members, (String) value);
            case DATE -> SourceForm.date((Integer) value);
            case DATETIME ->
                column.type().fractionDigits() == 3
                        ? SourceForm.datetime((Long) value, ChronoUnit.MILLIS, 3)
                        : SourceForm.datetime((Long) value, ChronoUnit.MICROS, 6);
            case TIMESTAMP -> SourceForm.text(Instant.parse((String) value), 3);
            case TIME -> SourceForm.time((Long) value);
            case VARBINARY -> Base64.getDecoder().decode((String) value);
            case FLOAT, DOUBLE, VARCHAR, JSON -> value;
            default -> ((Number) value).longValue();
        };
    }
}

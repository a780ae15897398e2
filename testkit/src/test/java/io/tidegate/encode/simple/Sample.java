package io.tidegate.encode.simple;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LargeMessages;
import io.tidegate.config.SimpleConfig;
import io.tidegate.config.SimpleConfig.Bootstrap;
import io.tidegate.config.SimpleConfig.Encoding;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.OrdersTable;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.simple.SimpleAvro;
import io.tidegate.testkit.simple.SimpleJson;
import io.tidegate.testkit.simple.SimpleMessage;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** The table of the examples as Simple sees it, and the messages about it. */
final class Sample {
    static final long VERSION = 449459000136243200L;
    static final long NOW = 1714550400912L;

    static final SimpleConfig JSON =
            new SimpleConfig(Encoding.JSON, new Bootstrap(120, 10_000, true, false), LargeMessages.NONE);
    static final SimpleConfig AVRO =
            new SimpleConfig(Encoding.AVRO, new Bootstrap(120, 10_000, true, false), LargeMessages.NONE);

    static final Collation UTF8MB4 = new Collation("utf8mb4", "utf8mb4_bin");

    /** The table of the examples as TiDB has it: with collations, versions, and its primary key as row id. */
    static final TableVersion ORDERS = new TableVersion(
            OrdersTable.NAME,
            OrdersTable.ORDERS.columns().stream()
                    .map(column -> column(column.name(), column.type(), column.nullable(), column.defaultText()))
                    .toList(),
            List.of(new Key(Key.ROW_ID, List.of(0), true)),
            List.of(),
            148,
            VERSION);

    private Sample() {}

    /** A column whose text, if it is text, has TiDB's usual collation. */
    static Column column(String name, ColumnType type, boolean nullable, String defaultText) {
        boolean hasCollation = type.kind().isText() || type.kind() == ColumnKind.ENUM || type.kind() == ColumnKind.SET;
        return new Column(name, type, nullable, Generation.NONE, defaultText, hasCollation ? UTF8MB4 : null);
    }

    static SimpleEncoder encoder(SimpleConfig config, long now) {
        return new SimpleEncoder(
                config, MessageLimits.of(10_485_760), LargeRowPolicy.refuse(), ZoneId.of("UTC"), () -> now);
    }

    /** The bytes of a row's message; it has an empty key. */
    static byte[] written(SimpleConfig config, ValueRow row, RowKind as, long now) {
        return written(encoder(config, now), row, as);
    }

    static byte[] written(SimpleEncoder encoder, ValueRow row, RowKind as) {
        RecordBatch out = new RecordBatch();
        encoder.newRowEncoder().encode(ValueCursor.on(row), as, "topic", 3, out);
        assertThat(out.size()).isEqualTo(1);
        assertThat(out.topic(0)).isEqualTo("topic");
        assertThat(out.partition(0)).isEqualTo(3);
        assertThat(out.key(0)).isNotNull().isEmpty();
        return Objects.requireNonNull(out.value(0));
    }

    static byte[] written(SimpleConfig config, ValueRow row) {
        return written(config, row, row.kind(), NOW);
    }

    static byte[] written(SimpleConfig config, Ddl ddl) {
        return Objects.requireNonNull(encoder(config, NOW).encodeDdl(ddl).value());
    }

    static byte[] bootstrap(SimpleConfig config, TableVersion table) {
        return Objects.requireNonNull(encoder(config, NOW).announcement(table).value());
    }

    static SimpleMessage read(SimpleConfig config, byte[] value) {
        return switch (config.encoding()) {
            case JSON -> SimpleJson.read(value);
            case AVRO -> SimpleAvro.read(value);
        };
    }

    static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}

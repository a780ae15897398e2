package io.tidegate.encode.deadletter;

import static io.tidegate.testkit.rows.ValueRow.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.contract.RowCase;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLetterEncoderTest {
    private static final long COMMIT_TS = 449459100136243201L;
    private static final List<Column> COLUMNS = List.of(
            new Column("note", ColumnType.of(ColumnKind.TEXT), true),
            new Column("id", ColumnType.of(ColumnKind.BIGINT).asUnsigned(), false),
            new Column("shop", ColumnType.of(ColumnKind.VARCHAR, 2000), false));
    private static final TableVersion ORDERS = new TableVersion(
            new TableName("shop", "orders"), COLUMNS, List.of(new Key(Key.PRIMARY, List.of(2, 1), true)));
    private static final TidegateException FAILURE =
            new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, "the INSERT is \"large\"");

    @Test
    void aNoticeNamesTheRowTheErrorAndWhereItWasMeantToGo() {
        assertThat(notice(ValueRow.insert(ORDERS, COMMIT_TS, "x", -1L, "a<b"), 1 << 10))
                .isEqualTo(
                        "{\"schema\":\"shop\",\"table\":\"orders\",\"kind\":\"INSERT\",\"commitTs\":449459100136243201,"
                                + "\"handleKey\":{\"shop\":\"a<b\",\"id\":\"18446744073709551615\"},\"oldHandleKey\":null,"
                                + "\"code\":\"CDC:ErrMessageTooLarge\","
                                + "\"error\":\"A message is larger than the topic takes: the INSERT is \\\"large\\\"\","
                                + "\"topic\":\"orders\",\"partition\":3}");
    }

    @Test
    void theNoticeInTheManualIsThisOne() throws Exception {
        assertThat(Path.of("..", "docs", "large-messages.md"))
                .content()
                .contains("\n" + notice(ValueRow.insert(ORDERS, COMMIT_TS, "x", -1L, "a<b"), 1 << 10) + "\n");
    }

    @Test
    void aDeleteHasTheKeyOfItsOldRow() throws Exception {
        JsonNode notice = json(ValueRow.delete(ORDERS, COMMIT_TS, "x", 7L, "a"));
        assertThat(notice.get("kind").textValue()).isEqualTo("DELETE");
        assertThat(notice.get("handleKey").toString()).isEqualTo("{\"shop\":\"a\",\"id\":\"7\"}");
    }

    @Test
    void anUpdateThatChangesTheKeyHasBoth() throws Exception {
        JsonNode changed = json(ValueRow.update(ORDERS, COMMIT_TS, values("x", 7L, "a"), values("x", 8L, "a")));
        assertThat(changed.get("handleKey").toString()).isEqualTo("{\"shop\":\"a\",\"id\":\"8\"}");
        assertThat(changed.get("oldHandleKey").toString()).isEqualTo("{\"shop\":\"a\",\"id\":\"7\"}");
        JsonNode same = json(ValueRow.update(ORDERS, COMMIT_TS, values("x", 7L, "a"), values("y", 7L, "a")));
        assertThat(same.get("oldHandleKey").isNull()).isTrue();
    }

    @Test
    void whatHasNoHandleKeyOrATooLargeOneHasNull() throws Exception {
        TableVersion keyless = new TableVersion(ORDERS.name(), COLUMNS, List.of());
        assertThat(json(ValueRow.insert(keyless, COMMIT_TS, "x", 7L, "a"))
                        .get("handleKey")
                        .isNull())
                .isTrue();
        JsonNode large = json(ValueRow.insert(ORDERS, COMMIT_TS, "x", 7L, "a".repeat(2000)));
        assertThat(large.get("handleKey").isNull()).isTrue();
        assertThat(large.get("oldHandleKey").isNull()).isTrue();
        assertThat(large.get("topic").textValue()).isEqualTo("orders");
    }

    /** A key of any type. */
    @ParameterizedTest
    @MethodSource("io.tidegate.testkit.contract.RowCase#all")
    void anyColumnCanBeTheKey(RowCase sample) throws Exception {
        ValueRow row = sample.row();
        List<Object> image = row.after().isEmpty() ? row.before() : row.after();
        List<Integer> ordinals = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < image.size(); i++) {
            Column column = row.table().column(i);
            boolean isNull = image.get(i) == null;
            columns.add(new Column(column.name(), column.type(), isNull));
            if (!isNull) {
                ordinals.add(i);
            }
        }
        TableVersion table =
                new TableVersion(row.table().name(), columns, List.of(new Key(Key.PRIMARY, ordinals, true)));
        JsonNode key = json(ValueRow.insert(table, COMMIT_TS, image.toArray()), 1 << 20)
                .get("handleKey");
        for (int ordinal : ordinals) {
            String text = key.get(columns.get(ordinal).name()).textValue();
            switch (columns.get(ordinal).type().kind()) {
                case FLOAT -> assertThat(Float.valueOf(text)).isEqualTo(image.get(ordinal));
                case DOUBLE -> assertThat(Double.valueOf(text)).isEqualTo(image.get(ordinal));
                default -> assertThat(text).isEqualTo(expected(image.get(ordinal), columns.get(ordinal)));
            }
        }
    }

    private static String expected(Object value, Column column) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Long number && column.type().unsigned()) {
            return Long.toUnsignedString(number);
        }
        return value.toString();
    }

    private static JsonNode json(ValueRow row) throws IOException {
        return json(row, 1 << 10);
    }

    private static JsonNode json(ValueRow row, int maxLength) throws IOException {
        return new ObjectMapper().readTree(notice(row, maxLength));
    }

    private static String notice(ValueRow row, int maxLength) {
        return new String(
                new DeadLetterEncoder().encode(ValueCursor.on(row), row.kind(), "orders", 3, FAILURE, maxLength),
                StandardCharsets.UTF_8);
    }
}

package io.tidegate.encode.avro;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.AvroConfig;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.registry.MemoryRegistry;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a registry with BACKWARD compatibility makes of changes of a table. */
class AvroEvolutionTest {
    private static final ColumnType INT = ColumnType.of(ColumnKind.INT);
    private static final ColumnType TEXT = ColumnType.of(ColumnKind.TEXT);
    private static final Column ID = new Column("id", INT, false);

    /** What comes of an ALTER. */
    enum Outcome {
        SAME,
        TAKEN,
        REFUSED
    }

    /** A change of the columns after {@code id}. */
    record Change(String alter, List<Column> before, List<Column> after, AvroConfig config, Outcome outcome) {
        @Override
        public String toString() {
            return alter + ": " + outcome;
        }
    }

    static Stream<Change> changes() {
        Column nullable = column("c", INT, true, null);
        Column required = column("c", INT, false, null);
        ColumnType decimal = ColumnType.of(ColumnKind.DECIMAL, 10, 2);
        return Stream.of(
                change("ADD nullable", none(), List.of(nullable), Outcome.TAKEN),
                change("ADD nullable with default", none(), List.of(column("c", INT, true, "5")), Outcome.TAKEN),
                change("ADD NOT NULL with default", none(), List.of(column("c", INT, false, "5")), Outcome.TAKEN),
                change("ADD NOT NULL without default", none(), List.of(required), Outcome.REFUSED),
                change(
                        "ADD DECIMAL NOT NULL with default",
                        none(),
                        List.of(column("c", decimal, false, "1")),
                        Outcome.REFUSED),
                new Change(
                        "ADD DECIMAL as text NOT NULL with default",
                        none(),
                        List.of(column("c", decimal, false, "1")),
                        WrittenRecord.TEXTS,
                        Outcome.TAKEN),
                change("ADD FIRST", List.of(required), List.of(column("d", INT, true, null), required), Outcome.TAKEN),
                change("DROP nullable", List.of(nullable), none(), Outcome.TAKEN),
                change("DROP NOT NULL", List.of(required), none(), Outcome.TAKEN),
                change("RENAME nullable", List.of(nullable), List.of(column("d", INT, true, null)), Outcome.TAKEN),
                change("RENAME NOT NULL", List.of(required), List.of(column("d", INT, false, null)), Outcome.REFUSED),
                modify("SMALLINT to INT", ColumnType.of(ColumnKind.SMALLINT), INT, Outcome.SAME),
                modify("VARCHAR longer", varchar(10), varchar(20), Outcome.SAME),
                modify("VARCHAR to TEXT", varchar(10), TEXT, Outcome.SAME),
                modify(
                        "DATETIME to DATETIME(3)",
                        ColumnType.of(ColumnKind.DATETIME),
                        ColumnType.ofFraction(ColumnKind.DATETIME, 3),
                        Outcome.SAME),
                modify("INT to BIGINT", INT, ColumnType.of(ColumnKind.BIGINT), Outcome.TAKEN),
                modify("INT to INT UNSIGNED", INT, INT.asUnsigned(), Outcome.TAKEN),
                modify("BIGINT to INT", ColumnType.of(ColumnKind.BIGINT), INT, Outcome.REFUSED),
                modify(
                        "FLOAT to DOUBLE",
                        ColumnType.of(ColumnKind.FLOAT),
                        ColumnType.of(ColumnKind.DOUBLE),
                        Outcome.TAKEN),
                modify(
                        "DOUBLE to FLOAT",
                        ColumnType.of(ColumnKind.DOUBLE),
                        ColumnType.of(ColumnKind.FLOAT),
                        Outcome.REFUSED),
                modify("TEXT to BLOB", TEXT, ColumnType.of(ColumnKind.BLOB), Outcome.TAKEN),
                modify("BLOB to TEXT", ColumnType.of(ColumnKind.BLOB), TEXT, Outcome.TAKEN),
                modify("INT to VARCHAR", INT, varchar(10), Outcome.REFUSED),
                modify("ENUM with another member", members("a"), members("a", "b"), Outcome.TAKEN),
                modify("BIT longer", ColumnType.of(ColumnKind.BIT, 4), ColumnType.of(ColumnKind.BIT, 9), Outcome.TAKEN),
                change("NOT NULL to NULL", List.of(required), List.of(nullable), Outcome.TAKEN),
                change("NULL to NOT NULL", List.of(nullable), List.of(required), Outcome.REFUSED),
                change("SET DEFAULT", List.of(required), List.of(column("c", INT, false, "5")), Outcome.TAKEN),
                change(
                        "another DEFAULT",
                        List.of(column("c", INT, true, "5")),
                        List.of(column("c", INT, true, "6")),
                        Outcome.TAKEN),
                change(
                        "SET DEFAULT of a nullable",
                        List.of(nullable),
                        List.of(column("c", INT, true, "5")),
                        Outcome.TAKEN),
                change("DROP DEFAULT", List.of(column("c", INT, false, "5")), List.of(required), Outcome.TAKEN));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOfColumnsIsTakenOrRefused(Change change) {
        MemoryRegistry registry = MemoryRegistry.backward();
        RowEncoder encoder = WrittenRecord.encoder(change.config(), registry).newRowEncoder();
        write(encoder, change.before());
        if (change.outcome() == Outcome.REFUSED) {
            assertThatExceptionOfType(TidegateException.class)
                    .isThrownBy(() -> write(encoder, change.after()))
                    .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.SCHEMA_REGISTRY));
        } else {
            write(encoder, change.after());
        }
        assertThat(registry.versions("topic-value")).hasSize(change.outcome() == Outcome.TAKEN ? 2 : 1);
        assertThat(registry.versions("topic-key")).hasSize(1);
    }

    @Test
    void anotherPrimaryKeyIsAnotherSchemaOfTheKey() {
        MemoryRegistry registry = MemoryRegistry.backward();
        RowEncoder encoder =
                WrittenRecord.encoder(WrittenRecord.PLAIN, registry).newRowEncoder();
        Column other = column("c", INT, false, null);
        write(encoder, table(List.of(other), 0));
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> write(encoder, table(List.of(other), 0, 1)))
                .withMessageContaining("topic-key");
    }

    private static void write(RowEncoder encoder, List<Column> columns) {
        write(encoder, table(columns, 0));
    }

    private static void write(RowEncoder encoder, TableVersion table) {
        List<@Nullable Object> values = new ArrayList<>();
        table.columns().forEach(column -> values.add(value(column)));
        ValueRow row = ValueRow.insert(table, COMMIT_TS, values.toArray());
        encoder.encode(ValueCursor.on(row), row.kind(), "topic", 0, new RecordBatch());
    }

    private static Object value(Column column) {
        return switch (column.type().kind()) {
            case VARCHAR, TEXT, DECIMAL, DATETIME -> "1";
            case BLOB -> new byte[] {1};
            case FLOAT -> 1f;
            case DOUBLE -> 1d;
            default -> 1L;
        };
    }

    private static TableVersion table(List<Column> columns, Integer... primaryKey) {
        List<Column> all = new ArrayList<>(List.of(ID));
        all.addAll(columns);
        return new TableVersion(
                new TableName("shop", "t"), all, List.of(new Key(Key.PRIMARY, List.of(primaryKey), true)));
    }

    private static Change change(String alter, List<Column> before, List<Column> after, Outcome outcome) {
        return new Change(alter, before, after, WrittenRecord.PLAIN, outcome);
    }

    private static Change modify(String alter, ColumnType before, ColumnType after, Outcome outcome) {
        return change(
                "MODIFY " + alter,
                List.of(new Column("c", before, true)),
                List.of(new Column("c", after, true)),
                outcome);
    }

    private static List<Column> none() {
        return List.of();
    }

    private static Column column(String name, ColumnType type, boolean nullable, @Nullable String defaultText) {
        return new Column(name, type, nullable, Generation.NONE, defaultText, null);
    }

    private static ColumnType varchar(int length) {
        return ColumnType.of(ColumnKind.VARCHAR, length);
    }

    private static ColumnType members(String... members) {
        return ColumnType.ofMembers(ColumnKind.ENUM, List.of(members));
    }
}

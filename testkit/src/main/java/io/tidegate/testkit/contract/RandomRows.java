package io.tidegate.testkit.contract;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Rows of tables with a few columns of any types, and any values of these. */
final class RandomRows {
    private static final int MOST_COLUMNS = 8;
    private static final int LONGEST_TEXT = 40;

    private RandomRows() {}

    /** INSERTs, UPDATEs and DELETEs. */
    static Arbitrary<ValueRow> rows() {
        return Arbitraries.of(TypeExtremes.ALL.keySet())
                .list()
                .ofMinSize(1)
                .ofMaxSize(MOST_COLUMNS)
                .flatMap(types -> Combinators.combine(
                                Arbitraries.of("INSERT", "UPDATE", "DELETE"), values(types), values(types))
                        .as((kind, before, after) -> row(kind, table(types), before, after)));
    }

    private static ValueRow row(
            String kind, TableVersion table, List<@Nullable Object> before, List<@Nullable Object> after) {
        return switch (kind) {
            case "INSERT" -> ValueRow.insert(table, RowCase.COMMIT_TS, after.toArray());
            case "DELETE" -> ValueRow.delete(table, RowCase.COMMIT_TS, before.toArray());
            default -> ValueRow.update(table, RowCase.COMMIT_TS, before, after);
        };
    }

    private static TableVersion table(List<ColumnType> types) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("id", ColumnType.of(ColumnKind.BIGINT), false));
        for (int i = 0; i < types.size(); i++) {
            columns.add(new Column("c" + i, types.get(i), true));
        }
        return new TableVersion(
                new TableName("random", "rows"), columns, List.of(new Key(Key.PRIMARY, List.of(0), true)));
    }

    private static Arbitrary<List<@Nullable Object>> values(List<ColumnType> types) {
        List<Arbitrary<Object>> values = new ArrayList<>();
        values.add(Arbitraries.longs().asGeneric());
        types.forEach(type -> values.add(value(type).injectNull(0.1)));
        return Combinators.combine(values).as(list -> ValueRow.values(list.toArray()));
    }

    private static Arbitrary<Object> value(ColumnType type) {
        List<Object> extremes = TypeExtremes.ALL.getOrDefault(type, List.of());
        return Arbitraries.oneOf(Arbitraries.of(extremes), random(type));
    }

    private static Arbitrary<?> random(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT -> integers(type, 8);
            case SMALLINT -> integers(type, 16);
            case MEDIUMINT -> integers(type, 24);
            case INT -> integers(type, 32);
            case BIGINT -> integers(type, 64);
            case BIT ->
                Arbitraries.longs().between(0, type.length() == 63 ? Long.MAX_VALUE : (1L << type.length()) - 1);
            case FLOAT -> Arbitraries.floats();
            case DOUBLE -> Arbitraries.doubles();
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT ->
                Arbitraries.strings().ofMaxLength(LONGEST_TEXT).filter(RandomRows::isUnicode);
            case VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                Arbitraries.bytes().array(byte[].class).ofMaxSize(LONGEST_TEXT);
            // The rest has few values or a form of its own: the listed ones stand for them.
            default -> Arbitraries.of(TypeExtremes.ALL.getOrDefault(type, List.of()));
        };
    }

    private static Arbitrary<Long> integers(ColumnType type, int bits) {
        if (bits == 64) {
            return type.unsigned() ? Arbitraries.longs().greaterOrEqual(0) : Arbitraries.longs();
        }
        return type.unsigned()
                ? Arbitraries.longs().between(0, (1L << bits) - 1)
                : Arbitraries.longs().between(-(1L << (bits - 1)), (1L << (bits - 1)) - 1);
    }

    /** Text in a database has no lone surrogates. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}

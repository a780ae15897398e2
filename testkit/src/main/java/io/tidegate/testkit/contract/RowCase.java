package io.tidegate.testkit.contract;

import static io.tidegate.testkit.rows.ValueRow.values;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.rows.ValueRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row that every format must carry.
 *
 * @param name what is special about it
 * @param row the row, of a table with the primary key {@code id}
 */
public record RowCase(String name, ValueRow row) {
    /** A commit-ts whose number needs more than 53 bits. */
    public static final long COMMIT_TS = 449459100136243201L;

    private static final ColumnType TEXT = ColumnType.of(ColumnKind.TEXT);
    private static final Column ID = new Column("id", ColumnType.of(ColumnKind.INT), false);

    /** All cases: extremes of every type, NULL, changes of every kind, awkward names and texts. */
    public static List<RowCase> all() {
        List<RowCase> cases = new ArrayList<>();
        extremes().forEach(cases::add);
        cases.add(new RowCase("delete", ValueRow.delete(table("t", TEXT), COMMIT_TS, 1L, "gone")));
        cases.add(update("update of a value", "old", "new"));
        cases.add(update("update that becomes NULL", "old", null));
        cases.add(update("update from NULL", null, "new"));
        cases.add(update("update that changes nothing", "same", "same"));
        cases.add(new RowCase("empty text", insert("t", TEXT, "")));
        cases.add(new RowCase("text beyond the basic plane", insert("t", TEXT, "𝄞 und 測試")));
        cases.add(new RowCase("text with control characters", insert("t", TEXT, "a\u0000\b\t\n\f\r\"\\/\u2028\u001f")));
        cases.add(new RowCase("text that looks like markup", insert("t", TEXT, "<a href='x'>&amp;</a>")));
        cases.add(new RowCase("names outside of ASCII", insert("täblé 測", TEXT, "x")));
        cases.add(new RowCase("a name with a quote", insert("a\"b\\c", TEXT, "x")));
        cases.add(new RowCase("text of 100,000 characters", insert("t", TEXT, "0123456789".repeat(10_000))));
        return cases;
    }

    /** A table {@code shop.<name>} with the columns {@code id} and {@code c}. */
    public static TableVersion table(String name, ColumnType type) {
        return new TableVersion(
                new TableName("shop", name),
                List.of(ID, new Column("c", type, true)),
                List.of(new Key(Key.PRIMARY, List.of(0), true)));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<RowCase> extremes() {
        return TypeExtremes.ALL.entrySet().stream()
                .flatMap(entry -> Stream.concat(
                        entry.getValue().stream().map(value -> extreme(entry.getKey(), value)),
                        Stream.of(extreme(entry.getKey(), null))));
    }

    private static RowCase extreme(ColumnType type, @Nullable Object value) {
        String name = type.kind() + (type.unsigned() ? " unsigned " : " ") + TypeExtremes.shown(value);
        return new RowCase(name, insert("t", type, value));
    }

    private static RowCase update(String name, @Nullable String before, @Nullable String after) {
        return new RowCase(name, ValueRow.update(table("t", TEXT), COMMIT_TS, values(1L, before), values(1L, after)));
    }

    private static ValueRow insert(String table, ColumnType type, @Nullable Object value) {
        return ValueRow.insert(table(table, type), COMMIT_TS, 1L, value);
    }
}

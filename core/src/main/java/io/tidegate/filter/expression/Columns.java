package io.tidegate.filter.expression;

import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a column of a table to an operand that reads it. */
final class Columns {
    private static final Collation ADDRESSES = new Collation("ascii", "ascii_general_ci");

    private Columns() {}

    /** @throws ExpressionException when text of its collation cannot be compared */
    static Compiled read(int ordinal, Column column) throws ExpressionException {
        ColumnType type = column.type();
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, YEAR -> integer(Type.INTEGER, ordinal);
            case BIGINT -> integer(type.unsigned() ? Type.UNSIGNED : Type.INTEGER, ordinal);
            case BIT -> integer(Type.UNSIGNED, ordinal);
            case ENUM, SET -> members(ordinal, column);
            case FLOAT -> present(Type.DOUBLE, ordinal, (row, out) -> out.set((double) row.float32(ordinal)));
            case DOUBLE -> present(Type.DOUBLE, ordinal, (row, out) -> out.set(row.float64(ordinal)));
            case DECIMAL ->
                present(Type.DECIMAL, ordinal, (row, out) -> {
                    out.own.clear();
                    row.decimalText(ordinal, out.own);
                    out.setOwn();
                });
            case DATE, DATETIME, TIMESTAMP ->
                present(Type.MOMENT, ordinal, (row, out) -> {
                    readTemporal(row, ordinal, out);
                    out.integer = Moments.ofColumn(out.bytes);
                });
            case TIME ->
                present(Type.TIME, ordinal, (row, out) -> {
                    readTemporal(row, ordinal, out);
                    out.integer = Moments.ofTimeColumn(out.bytes);
                });
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> text(ordinal, rule(column, column.collation()));
            case UUID, INET4, INET6 -> text(ordinal, rule(column, ADDRESSES));
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                present(Type.BINARY, ordinal, (row, out) -> {
                    out.isNull = false;
                    row.bytes(ordinal, out.bytes);
                });
            case JSON, VECTOR, GEOMETRY -> present(Type.OPAQUE, ordinal, (row, out) -> out.isNull = false);
        };
    }

    private static Compiled integer(Type type, int ordinal) {
        return present(type, ordinal, (row, out) -> out.set(row.integer(ordinal)));
    }

    private static Compiled members(int ordinal, Column column) throws ExpressionException {
        Compiled index = integer(Type.MEMBERS, ordinal);
        return new Compiled(
                Type.MEMBERS,
                index.operand(),
                null,
                rule(column, column.collation()),
                List.copyOf(column.type().members()),
                column.type().kind() == ColumnKind.SET);
    }

    private static Compiled text(int ordinal, TextRule rule) {
        return Compiled.text(rule, ifPresent(ordinal, (row, out) -> {
            out.isNull = false;
            row.text(ordinal, out.bytes);
        }));
    }

    private static TextRule rule(Column column, @Nullable Collation collation) throws ExpressionException {
        return TextRule.of(collation)
                .orElseThrow(() -> new ExpressionException("column '" + column.name() + "' has the collation "
                        + (collation == null ? "" : collation.name()) + ", whose order is not known"));
    }

    private static void readTemporal(RowImage row, int ordinal, Cell out) {
        out.own.clear();
        row.temporalText(ordinal, out.own);
        out.setOwn();
    }

    private static Compiled present(Type type, int ordinal, Operand reader) {
        return Compiled.of(type, ifPresent(ordinal, reader));
    }

    private static Operand ifPresent(int ordinal, Operand reader) {
        return (row, out) -> {
            if (row.isNull(ordinal)) {
                out.isNull = true;
            } else {
                reader.read(row, out);
            }
        };
    }
}

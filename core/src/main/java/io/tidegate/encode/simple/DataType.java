package io.tidegate.encode.simple;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The type of a column as definitions in messages state it.
 *
 * @param mysqlType the bare name, such as {@code varbinary}
 * @param collation of columns with text; {@code binary} for all others
 * @param length display width, precision, bits, characters or bytes, whatever the type counts; what the server takes when
 *     the definition does not say
 * @param decimal digits after the point: of DECIMAL its scale, of a type with a time of day its fractional second digits;
 *     else {@link ColumnType#UNSPECIFIED}
 * @param elements members of ENUM and SET
 * @param isNumber whether the type can be unsigned
 * @param unsigned as TiDB's flags have it: BIT and YEAR always are
 * @param zerofill as TiDB's flags have it: YEAR always is
 */
record DataType(
        String mysqlType,
        Collation collation,
        long length,
        int decimal,
        List<String> elements,
        boolean isNumber,
        boolean unsigned,
        boolean zerofill) {
    /** Values come as UTF-8 whatever the column's character set is; this is TiDB's default for it. */
    private static final Collation UNKNOWN_TEXT = new Collation("utf8mb4", "utf8mb4_bin");

    private static final int USUAL_PRECISION = 10;

    static DataType of(Column column) {
        ColumnType type = column.type();
        boolean unsigned = type.unsigned() || type.zerofill();
        return new DataType(
                type.kind().name().toLowerCase(Locale.ROOT),
                collation(column),
                length(type, unsigned),
                decimal(type),
                type.members(),
                isNumber(type.kind()),
                unsigned || type.kind() == ColumnKind.BIT || type.kind() == ColumnKind.YEAR,
                type.zerofill() || type.kind() == ColumnKind.YEAR);
    }

    private static Collation collation(Column column) {
        ColumnKind kind = column.type().kind();
        if (!kind.isText() && kind != ColumnKind.ENUM && kind != ColumnKind.SET) {
            return Collation.BINARY;
        }
        Collation known = column.collation();
        return known == null ? UNKNOWN_TEXT : known;
    }

    private static boolean isNumber(ColumnKind kind) {
        return kind.isInteger()
                || switch (kind) {
                    case FLOAT, DOUBLE, DECIMAL, BIT, YEAR -> true;
                    default -> false;
                };
    }

    private static int decimal(ColumnType type) {
        return switch (type.kind()) {
            case DECIMAL, DATETIME, TIMESTAMP, TIME -> Math.max(type.scale(), 0);
            default -> UNSPECIFIED;
        };
    }

    private static long length(ColumnType type, boolean unsigned) {
        return switch (type.kind()) {
            case TINYINT -> stated(type, unsigned ? 3 : 4);
            case SMALLINT -> stated(type, unsigned ? 5 : 6);
            case MEDIUMINT -> stated(type, unsigned ? 8 : 9);
            case INT -> stated(type, unsigned ? 10 : 11);
            case BIGINT -> stated(type, 20);
            case FLOAT -> type.scale() == UNSPECIFIED ? 12 : stated(type, 12);
            case DOUBLE -> type.scale() == UNSPECIFIED ? 22 : stated(type, 22);
            case DECIMAL -> stated(type, USUAL_PRECISION);
            case BIT, CHAR, BINARY -> stated(type, 1);
            case VARCHAR, VARBINARY -> stated(type, 0);
            case VECTOR -> stated(type, UNSPECIFIED);
            case TINYTEXT, TINYBLOB -> 255;
            case TEXT, BLOB -> 65_535;
            case MEDIUMTEXT, MEDIUMBLOB -> 16_777_215;
            case LONGTEXT, LONGBLOB, JSON -> 4_294_967_295L;
            case DATE -> 10;
            case YEAR -> 4;
            case DATETIME, TIMESTAMP -> 19 + fraction(type);
            case TIME -> 10 + fraction(type);
            case ENUM -> type.members().stream().mapToInt(DataType::bytes).max().orElse(0);
            case SET ->
                type.members().stream().mapToInt(DataType::bytes).sum()
                        + Math.max(type.members().size() - 1, 0);
            // Types that TiDB does not know: the longest text of a value.
            case UUID -> 36;
            case INET4 -> 15;
            case INET6 -> 39;
            case GEOMETRY -> 0;
        };
    }

    private static int stated(ColumnType type, int otherwise) {
        return type.length() == UNSPECIFIED ? otherwise : type.length();
    }

    private static int fraction(ColumnType type) {
        return type.fractionDigits() == 0 ? 0 : 1 + type.fractionDigits();
    }

    private static int bytes(String member) {
        return member.getBytes(StandardCharsets.UTF_8).length;
    }
}

package io.tidegate.model;

import java.util.List;

/**
 * The type of a column: its family and the attributes that change how a value is read or a type is printed.
 *
 * @param kind the type family
 * @param unsigned UNSIGNED, also implied by ZEROFILL
 * @param zerofill ZEROFILL
 * @param length the number in parentheses as the definition states it: display width of integers, precision of DECIMAL,
 *     FLOAT and DOUBLE, bits of BIT, characters of CHAR and VARCHAR, bytes of BINARY and VARBINARY, dimensions of
 *     VECTOR; {@link #UNSPECIFIED} when the definition has none
 * @param scale digits after the point of DECIMAL, FLOAT and DOUBLE, or fractional second digits of a temporal type;
 *     {@link #UNSPECIFIED} when the definition has none
 * @param members the members of ENUM and SET in definition order, else empty
 */
public record ColumnType(
        ColumnKind kind, boolean unsigned, boolean zerofill, int length, int scale, List<String> members) {
    /** The definition does not state this number. */
    public static final int UNSPECIFIED = -1;

    public ColumnType {
        members = List.copyOf(members);
    }

    /** A type with nothing but its family. */
    public static ColumnType of(ColumnKind kind) {
        return new ColumnType(kind, false, false, UNSPECIFIED, UNSPECIFIED, List.of());
    }

    /** A type with a length, such as {@code varchar(32)} or {@code bit(4)}. */
    public static ColumnType of(ColumnKind kind, int length) {
        return new ColumnType(kind, false, false, length, UNSPECIFIED, List.of());
    }

    /** A type with a length and a scale, such as {@code decimal(12,2)}. */
    public static ColumnType of(ColumnKind kind, int length, int scale) {
        return new ColumnType(kind, false, false, length, scale, List.of());
    }

    /** A temporal type with fractional second digits, such as {@code datetime(3)}. */
    public static ColumnType ofFraction(ColumnKind kind, int fractionDigits) {
        return new ColumnType(kind, false, false, UNSPECIFIED, fractionDigits, List.of());
    }

    /** An ENUM or SET with its members. */
    public static ColumnType ofMembers(ColumnKind kind, List<String> members) {
        return new ColumnType(kind, false, false, UNSPECIFIED, UNSPECIFIED, members);
    }

    /** The same type, unsigned. */
    public ColumnType asUnsigned() {
        return new ColumnType(kind, true, zerofill, length, scale, members);
    }

    /** Fractional second digits of a temporal type, 0 when the definition has none. */
    public int fractionDigits() {
        return Math.max(scale, 0);
    }
}

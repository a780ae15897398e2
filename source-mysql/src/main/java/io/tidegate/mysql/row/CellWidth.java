package io.tidegate.mysql.row;

/**
 * How many bytes a cell takes, all that is needed to step over it: a number that is not negative is its fixed width, a
 * negative one the negated width of the length before its bytes.
 */
final class CellWidth {
    private static final int MAX_SCALE = 38;
    private static final int MAX_BITS = 64;

    private CellWidth() {}

    /** The width code of a type with its metadata; {@link MalformedCellException} when no server writes such a type. */
    static int of(int type, int metadata) {
        return switch (type) {
            case LogTypes.NULL -> 0;
            case LogTypes.TINY, LogTypes.YEAR -> 1;
            case LogTypes.SHORT -> 2;
            case LogTypes.INT24, LogTypes.DATE, LogTypes.NEWDATE, LogTypes.TIME -> 3;
            case LogTypes.LONG, LogTypes.TIMESTAMP -> 4;
            case LogTypes.LONGLONG, LogTypes.DATETIME -> 8;
            case LogTypes.FLOAT -> exactly(4, metadata);
            case LogTypes.DOUBLE -> exactly(8, metadata);
            case LogTypes.NEWDECIMAL -> decimal(metadata >> 8, metadata & 0xFF);
            case LogTypes.TIME2 -> 3 + fraction(metadata);
            case LogTypes.TIMESTAMP2 -> 4 + fraction(metadata);
            case LogTypes.DATETIME2 -> 5 + fraction(metadata);
            case LogTypes.BIT -> (between(1, metadata, MAX_BITS) + 7) / 8;
            case LogTypes.ENUM -> between(1, metadata, 2);
            case LogTypes.SET -> between(1, metadata, 8);
            case LogTypes.STRING, LogTypes.VARCHAR, LogTypes.VAR_STRING, LogTypes.VARCHAR_COMPRESSED ->
                metadata < 256 ? -1 : -2;
            case LogTypes.BLOB, LogTypes.BLOB_COMPRESSED, LogTypes.GEOMETRY, LogTypes.JSON, LogTypes.VECTOR ->
                -between(1, metadata, 4);
            default -> throw new MalformedCellException("the log has a type of code " + type);
        };
    }

    private static int decimal(int precision, int scale) {
        if (precision == 0 || precision > DecimalText.MAX_PRECISION || scale > MAX_SCALE || scale > precision) {
            throw new MalformedCellException("the log has a DECIMAL(" + precision + "," + scale + ")");
        }
        return DecimalText.width(precision, scale);
    }

    private static int fraction(int digits) {
        return TemporalText.fractionWidth(between(0, digits, TemporalText.MAX_FRACTION));
    }

    private static int exactly(int expected, int metadata) {
        return between(expected, metadata, expected);
    }

    private static int between(int least, int metadata, int most) {
        if (metadata < least || metadata > most) {
            throw new MalformedCellException("the log has a type with metadata " + metadata);
        }
        return metadata;
    }
}

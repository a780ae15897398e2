package io.tidegate.encode.simple;

import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;

/**
 * How a column is written into the maps {@code data} and {@code old}.
 *
 * @param ordinal of the column
 * @param form how its value becomes a datum
 * @param prefix name, branch of the union, and for TIMESTAMP the time zone
 * @param nullEntry name and the branch of null
 */
record AvroColumn(int ordinal, CellForm form, byte[] prefix, byte[] nullEntry) {
    private static final int USUAL_LENGTH = 64;

    private static final int NULL = 0;
    private static final int LONG = 1;
    private static final int FLOAT = 2;
    private static final int DOUBLE = 3;
    private static final int STRING = 4;
    private static final int BYTES = 5;
    private static final int TIMESTAMP = 6;
    private static final int UNSIGNED_BIGINT = 7;

    /** @param location name of the time zone that TIMESTAMP values are in */
    static AvroColumn of(int ordinal, Column column, String location) {
        CellForm form = CellForm.of(column.type());
        ByteBuilder prefix = entry(column, branch(form));
        if (form == CellForm.TIMESTAMP) {
            AvroBinary.appendString(location, prefix);
        }
        return new AvroColumn(
                ordinal, form, prefix.toBytes(), entry(column, NULL).toBytes());
    }

    private static ByteBuilder entry(Column column, int branch) {
        ByteBuilder entry = new ByteBuilder(USUAL_LENGTH);
        AvroBinary.appendString(column.name(), entry);
        AvroBinary.appendLong(branch, entry);
        return entry;
    }

    private static int branch(CellForm form) {
        return switch (form) {
            case SIGNED, SET -> LONG;
            case UNSIGNED_BIGINT -> UNSIGNED_BIGINT;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case BIT, DECIMAL, TEMPORAL, TEXT, JSON, VECTOR -> STRING;
            case BYTES -> BYTES;
            case TIMESTAMP -> TIMESTAMP;
        };
    }
}

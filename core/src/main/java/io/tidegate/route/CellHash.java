package io.tidegate.route;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnType;
import io.tidegate.model.FloatText;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowImage;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The part of a row's hash that one column gives: CRC-32 of the column's name and the value's text, joined. The text is
 * the one TiCDC hashes: ENUM, SET and BIT as numbers, temporal types with their fractional digits, floating point without
 * an exponent. NULL gives nothing. Reused for all rows of a table version; not thread safe.
 */
final class CellHash {
    private final int column;
    private final ColumnType type;
    private final int nameLength;
    private final CRC32 crc = new CRC32();
    private final ByteSlice slice = new ByteSlice();

    /** The column's name, and behind it the text of the current value unless that is a slice of the row. */
    private final ByteBuilder hashed = new ByteBuilder(64);

    CellHash(int ordinal, Column column) {
        this.column = ordinal;
        this.type = column.type();
        hashed.append(column.name().getBytes(StandardCharsets.UTF_8));
        nameLength = hashed.length();
    }

    /** What the row's value contributes, to be joined by exclusive or. */
    int of(RowImage row) {
        if (row.isNull(column)) {
            return 0;
        }
        hashed.truncate(nameLength);
        slice.wrap(hashed.array(), 0, 0);
        read(row);
        crc.reset();
        crc.update(hashed.array(), 0, hashed.length());
        crc.update(slice.array(), slice.offset(), slice.length());
        return (int) crc.getValue();
    }

    private void read(RowImage row) {
        switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> {
                if (type.unsigned()) {
                    IntegerText.appendUnsigned(row.integer(column), hashed);
                } else {
                    IntegerText.append(row.integer(column), hashed);
                }
            }
            case YEAR, ENUM, SET, BIT -> IntegerText.appendUnsigned(row.integer(column), hashed);
            case FLOAT -> FloatText.append(row.float32(column), hashed);
            case DOUBLE -> FloatText.append(row.float64(column), hashed);
            case DECIMAL -> row.decimalText(column, hashed);
            case DATE, DATETIME, TIMESTAMP, TIME -> row.temporalText(column, hashed);
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, UUID, INET4, INET6 -> row.text(column, slice);
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> row.bytes(column, slice);
            case JSON -> row.jsonText(column, slice);
            case VECTOR -> row.vectorText(column, hashed);
        }
    }
}

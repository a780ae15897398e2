package io.tidegate.mysql.row;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnType;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;

/**
 * Everything needed to read rows that follow a table map: what to do at each column, worked out once. The width of a
 * cell comes from the log alone, its meaning from the definition in force, and both must agree. Immutable, shared by all
 * workers; whoever keeps table maps keeps one layout beside each.
 */
public final class RowLayout {
    private static final TextCharset UTF8 = TextCharset.named("utf8mb4");

    /** The layout of a table without columns: what a cursor has before its first row. */
    static final RowLayout NONE = new RowLayout(
            new TableMap(
                    0,
                    new TableName("", ""),
                    new int[0],
                    new int[0],
                    new boolean[0],
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null),
            new TableVersion(new TableName("", ""), List.of(), List.of()),
            CollationTable.builtIn());

    private final TableVersion table;
    private final int[] widths;
    private final int[] ops;
    private final int[] parameters;
    private final TextCharset[] charsets;

    /**
     * Joins what the log says with the definition in force.
     *
     * @throws TidegateException ROW_DECODE_FAILED when they contradict each other, CHARSET_UNSUPPORTED or
     *     SCHEMA_METADATA_MISSING when text cannot be read
     */
    public RowLayout(TableMap map, TableVersion table, CollationTable collations) {
        this.table = table;
        int columns = map.columns();
        if (columns != table.columns().size()) {
            throw new TidegateException(
                    ErrorCode.ROW_DECODE_FAILED,
                    table.name() + " has " + columns + " columns in the log and "
                            + table.columns().size() + " in its definition");
        }
        widths = new int[columns];
        ops = new int[columns];
        parameters = new int[columns];
        charsets = new TextCharset[columns];
        for (int i = 0; i < columns; i++) {
            Column column = table.column(i);
            int type = map.types()[i];
            try {
                widths[i] = CellWidth.of(type, map.metadata()[i]);
                ops[i] = op(column.type(), type);
            } catch (MalformedCellException e) {
                throw new TidegateException(
                        ErrorCode.ROW_DECODE_FAILED,
                        table.name() + ", column " + column.name() + ": " + e.getMessage(),
                        e);
            }
            parameters[i] = map.metadata()[i];
            charsets[i] = isText(ops[i]) ? charset(map, i, column, collations) : UTF8;
        }
    }

    /** The definition that the rows carry. */
    public TableVersion table() {
        return table;
    }

    int columns() {
        return ops.length;
    }

    /** A {@link CellWidth} for each column; not to be modified. */
    int[] widths() {
        return widths;
    }

    /** A {@link CellOp}. */
    int op(int column) {
        return ops[column];
    }

    /** What the operation needs to know besides, see {@link CellOp}. */
    int parameter(int column) {
        return parameters[column];
    }

    TextCharset charset(int column) {
        return charsets[column];
    }

    private TextCharset charset(TableMap map, int ordinal, Column column, CollationTable collations) {
        int[] ids = map.collations();
        if (ids == null) {
            throw new TidegateException(
                    ErrorCode.SCHEMA_METADATA_MISSING,
                    table.name() + ", column " + column.name() + ": the log does not tell its character set");
        }
        TextCharset charset = collations.charset(ids[ordinal]);
        if (!charset.isSupported()) {
            throw new TidegateException(
                    ErrorCode.CHARSET_UNSUPPORTED, table.name() + ", column " + column.name() + ": " + charset);
        }
        return charset;
    }

    private static boolean isText(int op) {
        return op == CellOp.TEXT || op == CellOp.COMPRESSED_TEXT;
    }

    private static int op(ColumnType type, int logged) {
        boolean unsigned = type.unsigned();
        return switch (type.kind()) {
            case TINYINT -> only(LogTypes.TINY, logged, unsigned ? CellOp.UINT8 : CellOp.INT8, type);
            case SMALLINT -> only(LogTypes.SHORT, logged, unsigned ? CellOp.UINT16 : CellOp.INT16, type);
            case MEDIUMINT -> only(LogTypes.INT24, logged, unsigned ? CellOp.UINT24 : CellOp.INT24, type);
            case INT -> only(LogTypes.LONG, logged, unsigned ? CellOp.UINT32 : CellOp.INT32, type);
            case BIGINT -> only(LogTypes.LONGLONG, logged, CellOp.INT64, type);
            case YEAR -> only(LogTypes.YEAR, logged, CellOp.YEAR, type);
            case ENUM -> only(LogTypes.ENUM, logged, CellOp.MEMBERS, type);
            case SET -> only(LogTypes.SET, logged, CellOp.MEMBERS, type);
            case BIT -> only(LogTypes.BIT, logged, CellOp.BITS, type);
            case FLOAT -> only(LogTypes.FLOAT, logged, CellOp.FLOAT, type);
            case DOUBLE -> only(LogTypes.DOUBLE, logged, CellOp.DOUBLE, type);
            case DECIMAL -> only(LogTypes.NEWDECIMAL, logged, CellOp.DECIMAL, type);
            case DATE, DATETIME, TIMESTAMP, TIME -> temporal(type, logged);
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT ->
                bytes(type, logged, CellOp.TEXT, CellOp.TEXT, CellOp.COMPRESSED_TEXT);
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                bytes(type, logged, CellOp.PADDED_BYTES, CellOp.BYTES, CellOp.COMPRESSED_BYTES);
            case GEOMETRY -> only(LogTypes.GEOMETRY, logged, CellOp.BYTES, type);
            case UUID -> only(LogTypes.STRING, logged, CellOp.UUID, type);
            case INET4 -> only(LogTypes.STRING, logged, CellOp.INET4, type);
            case INET6 -> only(LogTypes.STRING, logged, CellOp.INET6, type);
            case JSON ->
                logged == LogTypes.JSON
                        ? CellOp.JSON_BINARY
                        // MariaDB stores JSON as the text itself.
                        : only(LogTypes.BLOB, logged, CellOp.TEXT, type);
            case VECTOR ->
                logged == LogTypes.VECTOR
                        ? CellOp.VECTOR
                        // MariaDB stores VECTOR as VARBINARY.
                        : only(LogTypes.VARCHAR, logged, CellOp.VECTOR, type);
        };
    }

    private static int only(int expected, int logged, int op, ColumnType type) {
        if (logged != expected) {
            throw contradiction(type, logged);
        }
        return op;
    }

    private static int temporal(ColumnType type, int logged) {
        int op =
                switch (logged) {
                    case LogTypes.DATE, LogTypes.NEWDATE -> CellOp.DATE;
                    case LogTypes.DATETIME2 -> CellOp.DATETIME2;
                    case LogTypes.TIMESTAMP2 -> CellOp.TIMESTAMP2;
                    case LogTypes.TIME2 -> CellOp.TIME2;
                    case LogTypes.DATETIME -> CellOp.OLD_DATETIME;
                    case LogTypes.TIMESTAMP -> CellOp.OLD_TIMESTAMP;
                    case LogTypes.TIME -> CellOp.OLD_TIME;
                    default -> throw contradiction(type, logged);
                };
        boolean fits =
                switch (type.kind()) {
                    case DATE -> op == CellOp.DATE;
                    case DATETIME -> op == CellOp.DATETIME2 || op == CellOp.OLD_DATETIME;
                    case TIMESTAMP -> op == CellOp.TIMESTAMP2 || op == CellOp.OLD_TIMESTAMP;
                    default -> op == CellOp.TIME2 || op == CellOp.OLD_TIME;
                };
        if (!fits) {
            throw contradiction(type, logged);
        }
        if (op >= CellOp.OLD_DATETIME && type.fractionDigits() > 0) {
            // MariaDB's own format of before 10.1; the log does not tell how wide such a cell is.
            throw new MalformedCellException("it has a fraction in the format of before MariaDB 10.1;"
                    + " ALTER TABLE … FORCE with mysql56_temporal_format = ON converts it");
        }
        return op;
    }

    private static int bytes(ColumnType type, int logged, int fixed, int variable, int compressed) {
        return switch (logged) {
            case LogTypes.STRING -> fixed;
            case LogTypes.VARCHAR, LogTypes.VAR_STRING, LogTypes.BLOB -> variable;
            case LogTypes.VARCHAR_COMPRESSED, LogTypes.BLOB_COMPRESSED -> compressed;
            default -> throw contradiction(type, logged);
        };
    }

    private static MalformedCellException contradiction(ColumnType type, int logged) {
        return new MalformedCellException(
                "it is " + type.kind() + " in the definition and of type code " + logged + " in the log");
    }
}

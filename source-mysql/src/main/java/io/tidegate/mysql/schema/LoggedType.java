package io.tidegate.mysql.schema;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.LogTypes;
import io.tidegate.mysql.row.TableMap;
import java.util.List;

/**
 * The type of one column as a table map has it: a type code, a number whose meaning depends on it, and the optional
 * signedness, collation and members. It tells less than a definition does: display widths, UUID and INET are not in it.
 */
final class LoggedType {
    private static final int BINARY_COLLATION = 63;
    private static final int UUID_BYTES = 16;
    private static final int INET4_BYTES = 4;
    private static final int INET6_BYTES = 16;
    private static final int BYTES_PER_DIMENSION = 4;

    private final TableMap map;
    private final int column;
    private final int code;
    private final int metadata;
    private final CollationTable collations;

    LoggedType(TableMap map, int column, CollationTable collations) {
        this.map = map;
        this.column = column;
        this.code = map.types()[column];
        this.metadata = map.metadata()[column];
        this.collations = collations;
    }

    /** Whether a column of this type looks like this in the log, as far as the log says. */
    boolean fits(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT -> code == LogTypes.TINY && fitsSign(type);
            case SMALLINT -> code == LogTypes.SHORT && fitsSign(type);
            case MEDIUMINT -> code == LogTypes.INT24 && fitsSign(type);
            case INT -> code == LogTypes.LONG && fitsSign(type);
            case BIGINT -> code == LogTypes.LONGLONG && fitsSign(type);
            case FLOAT -> code == LogTypes.FLOAT && fitsSign(type);
            case DOUBLE -> code == LogTypes.DOUBLE && fitsSign(type);
            case DECIMAL ->
                code == LogTypes.NEWDECIMAL
                        && metadata == (type.length() << 8 | Math.max(type.scale(), 0))
                        && fitsSign(type);
            case BIT -> code == LogTypes.BIT && metadata == type.length();
            case ENUM -> code == LogTypes.ENUM && fitsMembers(type);
            case SET -> code == LogTypes.SET && fitsMembers(type);
            case YEAR -> code == LogTypes.YEAR;
            case DATE -> code == LogTypes.DATE || code == LogTypes.NEWDATE;
            case DATETIME -> fitsTemporal(type, LogTypes.DATETIME2, LogTypes.DATETIME);
            case TIMESTAMP -> fitsTemporal(type, LogTypes.TIMESTAMP2, LogTypes.TIMESTAMP);
            case TIME -> fitsTemporal(type, LogTypes.TIME2, LogTypes.TIME);
            case CHAR -> code == LogTypes.STRING && !isBinary() && metadata == type.length() * bytesPerCharacter();
            case VARCHAR -> !isBinary() && fitsVarying(type.length() * bytesPerCharacter());
            case BINARY -> code == LogTypes.STRING && isBinary() && metadata == type.length();
            case VARBINARY -> isBinary() && fitsVarying(type.length());
            case TINYTEXT -> isBlob(1) && !isBinary();
            case TEXT -> isBlob(2) && !isBinary();
            case MEDIUMTEXT -> isBlob(3) && !isBinary();
            case LONGTEXT -> isBlob(4) && !isBinary();
            case TINYBLOB -> isBlob(1) && isBinary();
            case BLOB -> isBlob(2) && isBinary();
            case MEDIUMBLOB -> isBlob(3) && isBinary();
            case LONGBLOB -> isBlob(4) && isBinary();
            case JSON -> code == LogTypes.JSON;
            case VECTOR -> fitsVector(type);
            case GEOMETRY -> code == LogTypes.GEOMETRY;
            case UUID -> code == LogTypes.STRING && metadata == UUID_BYTES;
            case INET4 -> code == LogTypes.STRING && metadata == INET4_BYTES;
            case INET6 -> code == LogTypes.STRING && metadata == INET6_BYTES;
        };
    }

    /**
     * The type that the log alone tells of.
     *
     * @throws TidegateException ROW_DECODE_FAILED for a type code that is unknown
     */
    ColumnType synthesised() {
        return switch (code) {
            case LogTypes.TINY -> number(ColumnKind.TINYINT);
            case LogTypes.SHORT -> number(ColumnKind.SMALLINT);
            case LogTypes.INT24 -> number(ColumnKind.MEDIUMINT);
            case LogTypes.LONG -> number(ColumnKind.INT);
            case LogTypes.LONGLONG -> number(ColumnKind.BIGINT);
            case LogTypes.FLOAT -> number(ColumnKind.FLOAT);
            case LogTypes.DOUBLE -> number(ColumnKind.DOUBLE);
            case LogTypes.NEWDECIMAL -> signed(ColumnType.of(ColumnKind.DECIMAL, metadata >> 8, metadata & 0xff));
            case LogTypes.BIT -> ColumnType.of(ColumnKind.BIT, metadata);
            case LogTypes.ENUM -> ColumnType.ofMembers(ColumnKind.ENUM, members());
            case LogTypes.SET -> ColumnType.ofMembers(ColumnKind.SET, members());
            case LogTypes.YEAR -> ColumnType.of(ColumnKind.YEAR);
            case LogTypes.DATE, LogTypes.NEWDATE -> ColumnType.of(ColumnKind.DATE);
            case LogTypes.DATETIME -> ColumnType.of(ColumnKind.DATETIME);
            case LogTypes.TIMESTAMP -> ColumnType.of(ColumnKind.TIMESTAMP);
            case LogTypes.TIME -> ColumnType.of(ColumnKind.TIME);
            case LogTypes.DATETIME2 -> temporal(ColumnKind.DATETIME);
            case LogTypes.TIMESTAMP2 -> temporal(ColumnKind.TIMESTAMP);
            case LogTypes.TIME2 -> temporal(ColumnKind.TIME);
            case LogTypes.STRING -> characters(ColumnKind.CHAR, ColumnKind.BINARY, metadata);
            case LogTypes.VARCHAR, LogTypes.VAR_STRING ->
                characters(ColumnKind.VARCHAR, ColumnKind.VARBINARY, metadata);
            // One byte tells how the value is compressed.
            case LogTypes.VARCHAR_COMPRESSED -> characters(ColumnKind.VARCHAR, ColumnKind.VARBINARY, metadata - 1);
            case LogTypes.BLOB, LogTypes.BLOB_COMPRESSED -> ColumnType.of(large());
            case LogTypes.JSON -> ColumnType.of(ColumnKind.JSON);
            case LogTypes.VECTOR -> ColumnType.of(ColumnKind.VECTOR);
            case LogTypes.GEOMETRY -> ColumnType.of(ColumnKind.GEOMETRY);
            default ->
                throw new TidegateException(
                        ErrorCode.ROW_DECODE_FAILED,
                        map.name() + " has in column " + (column + 1) + " the unknown binlog type " + code);
        };
    }

    private boolean fitsSign(ColumnType type) {
        boolean[] unsigned = map.unsigned();
        return unsigned == null || unsigned[column] == type.unsigned();
    }

    private boolean fitsMembers(ColumnType type) {
        List<List<String>> members = map.members();
        return members == null || members.get(column).equals(type.members());
    }

    private boolean fitsTemporal(ColumnType type, int newCode, int oldCode) {
        return code == newCode ? metadata == type.fractionDigits() : code == oldCode && type.fractionDigits() == 0;
    }

    private boolean fitsVarying(int bytes) {
        return code == LogTypes.VARCHAR_COMPRESSED
                ? metadata == bytes + 1
                : (code == LogTypes.VARCHAR || code == LogTypes.VAR_STRING) && metadata == bytes;
    }

    private boolean fitsVector(ColumnType type) {
        // MariaDB stores a vector in the bytes of its elements and does not mark it.
        return code == LogTypes.VECTOR || (isBinary() && fitsVarying(type.length() * BYTES_PER_DIMENSION));
    }

    private boolean isBlob(int lengthBytes) {
        return (code == LogTypes.BLOB || code == LogTypes.BLOB_COMPRESSED) && metadata == lengthBytes;
    }

    private boolean isBinary() {
        return collation() == BINARY_COLLATION;
    }

    private int collation() {
        int[] ids = map.collations();
        return ids == null ? 0 : ids[column];
    }

    private int bytesPerCharacter() {
        return collations.charset(collation()).maxBytesPerCharacter();
    }

    private ColumnType number(ColumnKind kind) {
        return signed(ColumnType.of(kind));
    }

    private ColumnType signed(ColumnType type) {
        boolean[] unsigned = map.unsigned();
        return unsigned != null && unsigned[column] ? type.asUnsigned() : type;
    }

    private ColumnType temporal(ColumnKind kind) {
        return ColumnType.ofFraction(kind, metadata > 0 ? metadata : UNSPECIFIED);
    }

    private ColumnType characters(ColumnKind text, ColumnKind binary, int bytes) {
        return isBinary() ? ColumnType.of(binary, bytes) : ColumnType.of(text, bytes / bytesPerCharacter());
    }

    private ColumnKind large() {
        return switch (metadata) {
            case 1 -> isBinary() ? ColumnKind.TINYBLOB : ColumnKind.TINYTEXT;
            case 2 -> isBinary() ? ColumnKind.BLOB : ColumnKind.TEXT;
            case 3 -> isBinary() ? ColumnKind.MEDIUMBLOB : ColumnKind.MEDIUMTEXT;
            default -> isBinary() ? ColumnKind.LONGBLOB : ColumnKind.LONGTEXT;
        };
    }

    private List<String> members() {
        List<List<String>> members = map.members();
        return members == null ? List.of() : members.get(column);
    }
}

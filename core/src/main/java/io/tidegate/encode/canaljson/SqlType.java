package io.tidegate.encode.canaljson;

import io.tidegate.model.ColumnType;

/**
 * The code of {@code java.sql.Types} that stands for a column in {@code sqlType}. An unsigned integer whose value does not
 * fit its type's signed range gets the code of the next wider type; NULL never does.
 *
 * @param code for NULL and for every value up to {@code largest}
 * @param largest the largest value that keeps {@code code}; {@link Long#MAX_VALUE} with {@code wider == code} when there is
 *     no other code
 * @param wider for larger values, compared without sign
 */
record SqlType(int code, long largest, int wider) {
    private static final int BIT = -7;
    private static final int TINYINT = -6;
    private static final int BIGINT = -5;
    private static final int CHAR = 1;
    private static final int DECIMAL = 3;
    private static final int INTEGER = 4;
    private static final int SMALLINT = 5;
    private static final int REAL = 7;
    private static final int DOUBLE = 8;
    private static final int VARCHAR = 12;
    private static final int DATE = 91;
    private static final int TIME = 92;
    private static final int TIMESTAMP = 93;
    private static final int BLOB = 2004;
    private static final int CLOB = 2005;

    static SqlType of(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT -> integer(type, TINYINT, Byte.MAX_VALUE, SMALLINT);
            case SMALLINT -> integer(type, SMALLINT, Short.MAX_VALUE, INTEGER);
            case INT -> integer(type, INTEGER, Integer.MAX_VALUE, BIGINT);
            case BIGINT -> integer(type, BIGINT, Long.MAX_VALUE, DECIMAL);
            case MEDIUMINT, ENUM -> fixed(INTEGER);
            case FLOAT -> fixed(REAL);
            case DOUBLE -> fixed(DOUBLE);
            case DECIMAL -> fixed(DECIMAL);
            case BIT, SET -> fixed(BIT);
            case DATE -> fixed(DATE);
            case DATETIME, TIMESTAMP -> fixed(TIMESTAMP);
            case TIME -> fixed(TIME);
            case CHAR -> fixed(CHAR);
            case YEAR, VARCHAR, JSON, VECTOR, UUID, INET4, INET6 -> fixed(VARCHAR);
            case TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> fixed(CLOB);
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> fixed(BLOB);
        };
    }

    /** Whether the code depends on the value. */
    boolean dependsOnValue() {
        return wider != code;
    }

    /** Whether a value, read without sign, needs the wider code. */
    boolean isWider(long value) {
        return value < 0 || value > largest;
    }

    private static SqlType integer(ColumnType type, int code, long largest, int wider) {
        return type.unsigned() || type.zerofill() ? new SqlType(code, largest, wider) : fixed(code);
    }

    private static SqlType fixed(int code) {
        return new SqlType(code, Long.MAX_VALUE, code);
    }
}

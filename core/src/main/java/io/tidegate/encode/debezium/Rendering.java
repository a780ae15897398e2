package io.tidegate.encode.debezium;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;

/**
 * How values of a column are written, and the type and the name that Kafka Connect's schema has for them. The choice is that
 * of a Debezium connector with {@code decimal.handling.mode=double}, {@code binary.handling.mode=base64}, {@code
 * bigint.unsigned.handling.mode=long} and {@code time.precision.mode=adaptive_time_microseconds}.
 */
enum Rendering {
    INT16("int16", ""),
    INT32("int32", ""),
    /** BIGINT UNSIGNED too: its 64 bits read as signed. */
    INT64("int64", ""),
    YEAR("int32", "io.debezium.time.Year"),
    /** FLOAT. */
    FLOAT("float", ""),
    /** FLOAT with a scale: the digits of a FLOAT in the type of a DOUBLE. */
    WIDE_FLOAT("double", ""),
    DOUBLE("double", ""),
    /** The nearest DOUBLE. */
    DECIMAL("double", ""),
    /** BIT(1). */
    BOOLEAN("boolean", ""),
    /** BIT of more bits: its bytes, the lowest first, in base64. */
    BITS("bytes", "io.debezium.data.Bits"),
    /** Days since 1970. */
    DATE("int32", "io.debezium.time.Date"),
    /** Milliseconds since 1970 of the local time read as UTC. */
    DATETIME_MILLIS("int64", "io.debezium.time.Timestamp"),
    /** Microseconds since 1970 of the local time read as UTC. */
    DATETIME_MICROS("int64", "io.debezium.time.MicroTimestamp"),
    /** Text in UTC. */
    TIMESTAMP("string", "io.debezium.time.ZonedTimestamp"),
    /** Microseconds. */
    TIME("int64", "io.debezium.time.MicroTime"),
    TEXT("string", ""),
    /** Bytes in base64. */
    BINARY("string", ""),
    /** The name of the member. */
    ENUM("string", "io.debezium.data.Enum"),
    /** The names of the members, joined by commas. */
    SET("string", "io.debezium.data.EnumSet"),
    JSON("string", "io.debezium.data.Json"),
    VECTOR("string", "io.debezium.data.TiDBVectorFloat32");

    private static final int MOST_DIGITS_OF_MILLIS = 3;

    private final String schemaType;
    private final String schemaName;

    Rendering(String schemaType, String schemaName) {
        this.schemaType = schemaType;
        this.schemaName = schemaName;
    }

    static Rendering of(ColumnType type) {
        boolean unsigned = type.unsigned() || type.zerofill();
        return switch (type.kind()) {
            case TINYINT -> INT16;
            case SMALLINT -> unsigned ? INT32 : INT16;
            case MEDIUMINT -> INT32;
            case INT -> unsigned ? INT64 : INT32;
            case BIGINT -> INT64;
            case YEAR -> YEAR;
            case FLOAT -> type.scale() == UNSPECIFIED ? FLOAT : WIDE_FLOAT;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> DECIMAL;
            case BIT -> bits(type) == 1 ? BOOLEAN : BITS;
            case ENUM -> ENUM;
            case SET -> SET;
            case DATE -> DATE;
            case DATETIME -> type.fractionDigits() <= MOST_DIGITS_OF_MILLIS ? DATETIME_MILLIS : DATETIME_MICROS;
            case TIMESTAMP -> TIMESTAMP;
            case TIME -> TIME;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, UUID, INET4, INET6 -> TEXT;
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> BINARY;
            case JSON -> JSON;
            case VECTOR -> VECTOR;
        };
    }

    /** Bits of a BIT. */
    static int bits(ColumnType type) {
        return type.kind() == ColumnKind.BIT && type.length() != UNSPECIFIED ? type.length() : 1;
    }

    /** The {@code type} of the schema. */
    String schemaType() {
        return schemaType;
    }

    /** The {@code name} of the schema, empty where it has none. */
    String schemaName() {
        return schemaName;
    }
}

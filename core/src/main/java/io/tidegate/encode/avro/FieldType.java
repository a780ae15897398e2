package io.tidegate.encode.avro;

import io.tidegate.config.AvroConfig;
import io.tidegate.config.AvroConfig.Decimals;
import io.tidegate.config.AvroConfig.UnsignedBigints;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ColumnType;
import java.util.stream.Collectors;

/**
 * The Avro type of a column and how its values get there.
 *
 * @param avro the primitive type
 * @param writing how a value is written
 * @param tidbType what {@code tidb_type} says
 */
record FieldType(String avro, Writing writing, String tidbType) {
    private static final int DEFAULT_PRECISION = 10;

    /** How a value is written. */
    enum Writing {
        INTEGER,
        UNSIGNED_TEXT,
        FLOAT,
        DOUBLE,
        DECIMAL,
        DECIMAL_TEXT,
        BIT,
        ENUM,
        SET,
        TEMPORAL,
        TEXT,
        BYTES,
        JSON,
        VECTOR
    }

    static FieldType of(ColumnType type, AvroConfig config) {
        boolean unsigned = type.unsigned() || type.zerofill();
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT ->
                new FieldType("int", Writing.INTEGER, unsigned ? "INT UNSIGNED" : "INT");
            case INT ->
                unsigned
                        ? new FieldType("long", Writing.INTEGER, "INT UNSIGNED")
                        : new FieldType("int", Writing.INTEGER, "INT");
            case BIGINT -> bigint(unsigned, config.unsignedBigints());
            case FLOAT -> new FieldType("float", Writing.FLOAT, "FLOAT");
            case DOUBLE -> new FieldType("double", Writing.DOUBLE, "DOUBLE");
            case DECIMAL ->
                config.decimals() == Decimals.PRECISE
                        ? new FieldType("bytes", Writing.DECIMAL, "DECIMAL")
                        : new FieldType("string", Writing.DECIMAL_TEXT, "DECIMAL");
            case BIT -> new FieldType("bytes", Writing.BIT, "BIT");
            case ENUM -> new FieldType("string", Writing.ENUM, "ENUM");
            case SET -> new FieldType("string", Writing.SET, "SET");
            case YEAR -> new FieldType("int", Writing.INTEGER, "YEAR");
            case DATE, DATETIME, TIMESTAMP, TIME ->
                new FieldType("string", Writing.TEMPORAL, type.kind().name());
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, UUID, INET4, INET6 ->
                new FieldType("string", Writing.TEXT, "TEXT");
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY ->
                new FieldType("bytes", Writing.BYTES, "BLOB");
            case JSON -> new FieldType("string", Writing.JSON, "JSON");
            case VECTOR -> new FieldType("string", Writing.VECTOR, "TiDBVECTORFloat32");
        };
    }

    /** Bytes of the values of a BIT column. */
    static int bitBytes(ColumnType type) {
        return (bits(type) + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Appends the type as the schema has it, with the members that Kafka Connect calls parameters. */
    void append(ColumnType type, ByteBuilder out) {
        out.appendAscii("{\"type\":\"" + avro + "\",\"connect.parameters\":{");
        switch (writing) {
            case BIT -> out.appendAscii("\"length\":\"" + bits(type) + "\",");
            case ENUM, SET -> {
                out.appendAscii("\"allowed\":");
                JsonText.appendQuoted(allowed(type), out);
                out.append((byte) ',');
            }
            case INTEGER, UNSIGNED_TEXT, FLOAT, DOUBLE, DECIMAL, DECIMAL_TEXT, TEMPORAL, TEXT, BYTES, JSON, VECTOR -> {}
        }
        out.appendAscii("\"tidb_type\":\"" + tidbType + "\"}");
        if (writing == Writing.DECIMAL) {
            int precision = type.length() == ColumnType.UNSPECIFIED ? DEFAULT_PRECISION : type.length();
            int scale = Math.max(type.scale(), 0);
            out.appendAscii(",\"logicalType\":\"decimal\",\"precision\":" + precision + ",\"scale\":" + scale);
        }
        out.append((byte) '}');
    }

    private static FieldType bigint(boolean unsigned, UnsignedBigints handling) {
        if (!unsigned) {
            return new FieldType("long", Writing.INTEGER, "BIGINT");
        }
        return handling == UnsignedBigints.LONG
                ? new FieldType("long", Writing.INTEGER, "BIGINT UNSIGNED")
                : new FieldType("string", Writing.UNSIGNED_TEXT, "BIGINT UNSIGNED");
    }

    private static int bits(ColumnType type) {
        return type.length() == ColumnType.UNSPECIFIED ? 1 : type.length();
    }

    /** The members of an ENUM or SET with their commas escaped; quotes as TiCDC unescapes them. */
    private static String allowed(ColumnType type) {
        return type.members().stream()
                .map(member -> member.replace(",", "\\,").replace("\\'", "'").replace("''", "'"))
                .collect(Collectors.joining(","));
    }
}

package io.tidegate.encode.debezium;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column as the table changes of DDL messages describe it. Comments and what fills a column by itself are not known here:
 * {@code comment} is null, {@code autoIncremented} and {@code generated} are false.
 */
final class ColumnDescription {
    private static final String CURRENT_TIMESTAMP = "current_timestamp";
    private static final String BEGINNING_OF_1970 = "1970-01-01 00:00:00";

    private ColumnDescription() {}

    /** Appends the description of the column at {@code position}, counted from 1. */
    static void append(Column column, int position, ByteBuilder out) {
        ColumnType type = column.type();
        out.appendAscii("{\"name\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, column.name(), out);
        out.appendAscii(",\"jdbcType\":" + jdbcType(type.kind()));
        out.appendAscii(",\"nativeType\":null,\"comment\":null,\"defaultValueExpression\":");
        appendNullable(defaultExpression(column), out);
        out.appendAscii(",\"enumValues\":");
        appendMembers(type.members(), out);
        String name = typeName(type);
        out.appendAscii(",\"typeName\":\"" + name + "\"");
        out.appendAscii(",\"typeExpression\":\"" + name + expressionSuffix(type) + "\"");
        out.appendAscii(",\"charsetName\":");
        appendNullable(charset(column), out);
        out.appendAscii(",\"length\":" + number(length(type)));
        out.appendAscii(",\"scale\":" + number(scale(type)));
        out.appendAscii(",\"position\":" + position);
        out.appendAscii(",\"optional\":" + column.nullable());
        out.appendAscii(",\"autoIncremented\":false,\"generated\":false}");
    }

    /** Codes of java.sql.Types, those of TiCDC. */
    private static int jdbcType(ColumnKind kind) {
        return switch (kind) {
            case TINYINT, SMALLINT -> 5;
            case MEDIUMINT, INT, YEAR -> 4;
            case BIGINT -> -5;
            case FLOAT -> 6;
            case DOUBLE -> 8;
            case DECIMAL -> 3;
            case DATE -> 91;
            case TIME -> 92;
            case DATETIME -> 93;
            case TIMESTAMP -> 2014;
            case ENUM, SET, CHAR -> 1;
            case BINARY -> -2;
            case VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, VECTOR, UUID, INET4, INET6 -> 12;
            case VARBINARY -> -3;
            case TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> 2004;
            case BIT -> -7;
            case JSON, GEOMETRY -> 1111;
        };
    }

    private static @Nullable String defaultExpression(Column column) {
        String text = column.defaultText();
        if (text == null) {
            return null;
        }
        if (text.toLowerCase(Locale.ROOT).startsWith(CURRENT_TIMESTAMP)) {
            return BEGINNING_OF_1970;
        }
        boolean bitLiteral = column.type().kind() == ColumnKind.BIT && text.startsWith("b'") && text.endsWith("'");
        return bitLiteral ? text.substring(2, text.length() - 1) : text;
    }

    private static void appendMembers(List<String> members, ByteBuilder out) {
        if (members.isEmpty()) {
            out.appendAscii("null");
            return;
        }
        char before = '[';
        for (String member : members) {
            out.append((byte) before);
            JsonText.appendQuoted(JsonEscapes.PLAIN, "'" + member + "'", out);
            before = ',';
        }
        out.append((byte) ']');
    }

    private static String typeName(ColumnType type) {
        String name = TidbType.of(type).toUpperCase(Locale.ROOT);
        return name.endsWith(" UNSIGNED") && type.zerofill() ? name + " ZEROFILL" : name;
    }

    private static String expressionSuffix(ColumnType type) {
        if (type.kind() == ColumnKind.DOUBLE && type.scale() > 0) {
            return "(" + type.length() + "," + type.scale() + ")";
        }
        return type.kind() == ColumnKind.VECTOR && type.length() != UNSPECIFIED ? "(" + type.length() + ")" : "";
    }

    private static @Nullable String charset(Column column) {
        Collation collation = column.collation();
        ColumnKind kind = column.type().kind();
        boolean isText = kind.isText() || kind == ColumnKind.ENUM || kind == ColumnKind.SET;
        return !isText || collation == null || collation.charset().equals("binary") ? null : collation.charset();
    }

    private static int length(ColumnType type) {
        boolean unsigned = type.unsigned() || type.zerofill();
        return switch (type.kind()) {
            case TINYINT -> unlessUsual(type, unsigned ? 3 : 4);
            case SMALLINT -> unlessUsual(type, unsigned ? 5 : 6);
            case MEDIUMINT -> unlessUsual(type, unsigned ? 8 : 9);
            case INT -> unlessUsual(type, unsigned ? 10 : 11);
            case BIGINT -> unlessUsual(type, 20);
            case BIT, CHAR -> unlessUsual(type, 1);
            // Five is what TiDB assumes of a VARCHAR without a length, which there is none of.
            case VARCHAR -> unlessUsual(type, 5);
            case FLOAT -> unlessUsual(type, 12);
            case DOUBLE -> unlessUsual(type, 22);
            case YEAR -> type.length() == UNSPECIFIED ? 4 : type.length();
            case DECIMAL -> type.length() == UNSPECIFIED ? 10 : type.length();
            case DATETIME, TIMESTAMP, TIME -> type.scale();
            case SET -> 2 * type.members().size() - 1;
            case ENUM -> 1;
            case DATE,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    BINARY,
                    VARBINARY,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    JSON,
                    VECTOR,
                    GEOMETRY,
                    UUID,
                    INET4,
                    INET6 -> UNSPECIFIED;
        };
    }

    private static int unlessUsual(ColumnType type, int usual) {
        return type.length() == usual ? UNSPECIFIED : type.length();
    }

    private static int scale(ColumnType type) {
        ColumnKind kind = type.kind();
        if (kind == ColumnKind.DECIMAL) {
            return Math.max(type.scale(), 0);
        }
        return kind == ColumnKind.FLOAT || kind == ColumnKind.DOUBLE ? type.scale() : UNSPECIFIED;
    }

    private static String number(int value) {
        return value == UNSPECIFIED ? "null" : Integer.toString(value);
    }

    private static void appendNullable(@Nullable String text, ByteBuilder out) {
        if (text == null) {
            out.appendAscii("null");
        } else {
            JsonText.appendQuoted(JsonEscapes.PLAIN, text, out);
        }
    }
}

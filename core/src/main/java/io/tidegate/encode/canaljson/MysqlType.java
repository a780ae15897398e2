package io.tidegate.encode.canaljson;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The text of a column type in {@code mysqlType}: the bare name with its modifiers, or the full text with lengths and
 * members. Servers that no longer print display widths get the widths they used to print.
 */
final class MysqlType {
    private MysqlType() {}

    /** {@code varchar}, {@code int unsigned}. */
    static String name(ColumnType type) {
        return baseName(type.kind()) + modifiers(type);
    }

    /** {@code varchar(32)}, {@code int(10) unsigned}. */
    static String full(ColumnType type) {
        return baseName(type.kind()) + attributes(type) + modifiers(type);
    }

    private static String baseName(ColumnKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String modifiers(ColumnType type) {
        String unsigned = (type.unsigned() || type.zerofill()) && type.kind() != ColumnKind.BIT ? " unsigned" : "";
        String zerofill = type.zerofill() ? " zerofill" : "";
        return type.kind() == ColumnKind.YEAR ? "" : unsigned + zerofill;
    }

    private static String attributes(ColumnType type) {
        boolean unsigned = type.unsigned() || type.zerofill();
        return switch (type.kind()) {
            case TINYINT -> length(type, unsigned ? 3 : 4);
            case SMALLINT -> length(type, unsigned ? 5 : 6);
            case MEDIUMINT -> length(type, unsigned ? 8 : 9);
            case INT -> length(type, unsigned ? 10 : 11);
            case BIGINT -> length(type, 20);
            case YEAR -> length(type, 4);
            case BIT, CHAR, BINARY -> length(type, 1);
            case VARCHAR, VARBINARY, VECTOR -> type.length() == UNSPECIFIED ? "" : "(" + type.length() + ")";
            case FLOAT, DOUBLE -> type.scale() == UNSPECIFIED ? "" : "(" + type.length() + "," + type.scale() + ")";
            case DECIMAL -> {
                int precision = type.length() == UNSPECIFIED ? 10 : type.length();
                yield "(" + precision + "," + Math.max(type.scale(), 0) + ")";
            }
            case DATETIME, TIMESTAMP, TIME -> type.fractionDigits() == 0 ? "" : "(" + type.fractionDigits() + ")";
            case ENUM, SET -> members(type.members());
            case DATE,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    JSON,
                    GEOMETRY,
                    UUID,
                    INET4,
                    INET6 -> "";
        };
    }

    private static String length(ColumnType type, int ifUnspecified) {
        return "(" + (type.length() == UNSPECIFIED ? ifUnspecified : type.length()) + ")";
    }

    private static String members(List<String> members) {
        return members.stream()
                .map(member -> "'" + member.replace("\\", "\\\\").replace("'", "''") + "'")
                .collect(Collectors.joining(",", "(", ")"));
    }
}

package io.tidegate.mysql.schema;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.mysql.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a data type with its numbers, its members and its sign, under every name that either family has for it. The
 * result is the type as declared; {@link PrintedType} tells how the server itself would word it.
 */
final class TypeReader {
    private static final Map<String, ColumnKind> NAMES = Map.ofEntries(
            Map.entry("bit", ColumnKind.BIT),
            Map.entry("tinyint", ColumnKind.TINYINT),
            Map.entry("int1", ColumnKind.TINYINT),
            Map.entry("smallint", ColumnKind.SMALLINT),
            Map.entry("int2", ColumnKind.SMALLINT),
            Map.entry("mediumint", ColumnKind.MEDIUMINT),
            Map.entry("middleint", ColumnKind.MEDIUMINT),
            Map.entry("int3", ColumnKind.MEDIUMINT),
            Map.entry("int", ColumnKind.INT),
            Map.entry("integer", ColumnKind.INT),
            Map.entry("int4", ColumnKind.INT),
            Map.entry("bigint", ColumnKind.BIGINT),
            Map.entry("int8", ColumnKind.BIGINT),
            Map.entry("float", ColumnKind.FLOAT),
            Map.entry("float4", ColumnKind.FLOAT),
            Map.entry("double", ColumnKind.DOUBLE),
            Map.entry("float8", ColumnKind.DOUBLE),
            Map.entry("real", ColumnKind.DOUBLE),
            Map.entry("decimal", ColumnKind.DECIMAL),
            Map.entry("dec", ColumnKind.DECIMAL),
            Map.entry("numeric", ColumnKind.DECIMAL),
            Map.entry("fixed", ColumnKind.DECIMAL),
            Map.entry("date", ColumnKind.DATE),
            Map.entry("time", ColumnKind.TIME),
            Map.entry("datetime", ColumnKind.DATETIME),
            Map.entry("timestamp", ColumnKind.TIMESTAMP),
            Map.entry("year", ColumnKind.YEAR),
            Map.entry("char", ColumnKind.CHAR),
            Map.entry("character", ColumnKind.CHAR),
            Map.entry("nchar", ColumnKind.CHAR),
            Map.entry("varchar", ColumnKind.VARCHAR),
            Map.entry("varcharacter", ColumnKind.VARCHAR),
            Map.entry("nvarchar", ColumnKind.VARCHAR),
            Map.entry("binary", ColumnKind.BINARY),
            Map.entry("varbinary", ColumnKind.VARBINARY),
            Map.entry("tinyblob", ColumnKind.TINYBLOB),
            Map.entry("blob", ColumnKind.BLOB),
            Map.entry("mediumblob", ColumnKind.MEDIUMBLOB),
            Map.entry("longblob", ColumnKind.LONGBLOB),
            Map.entry("tinytext", ColumnKind.TINYTEXT),
            Map.entry("text", ColumnKind.TEXT),
            Map.entry("mediumtext", ColumnKind.MEDIUMTEXT),
            Map.entry("longtext", ColumnKind.LONGTEXT),
            Map.entry("enum", ColumnKind.ENUM),
            Map.entry("set", ColumnKind.SET),
            Map.entry("json", ColumnKind.JSON),
            Map.entry("vector", ColumnKind.VECTOR),
            Map.entry("geometry", ColumnKind.GEOMETRY),
            Map.entry("point", ColumnKind.GEOMETRY),
            Map.entry("linestring", ColumnKind.GEOMETRY),
            Map.entry("polygon", ColumnKind.GEOMETRY),
            Map.entry("multipoint", ColumnKind.GEOMETRY),
            Map.entry("multilinestring", ColumnKind.GEOMETRY),
            Map.entry("multipolygon", ColumnKind.GEOMETRY),
            Map.entry("geometrycollection", ColumnKind.GEOMETRY),
            Map.entry("geomcollection", ColumnKind.GEOMETRY),
            Map.entry("uuid", ColumnKind.UUID),
            Map.entry("inet4", ColumnKind.INET4),
            Map.entry("inet6", ColumnKind.INET6));

    private final SqlCursor cursor;

    TypeReader(SqlCursor cursor) {
        this.cursor = cursor;
    }

    /** Moves past a type and its numeric attributes. */
    ColumnType read() throws UnreadableSql {
        if (cursor.takeAny("BOOL", "BOOLEAN")) {
            return ColumnType.of(ColumnKind.TINYINT, 1);
        }
        if (cursor.take("SERIAL")) {
            return ColumnType.of(ColumnKind.BIGINT).asUnsigned();
        }
        ColumnKind kind = kind();
        if (kind == ColumnKind.ENUM || kind == ColumnKind.SET) {
            return ColumnType.ofMembers(kind, members());
        }
        ColumnType type = numbers(kind);
        while (cursor.seesAny("UNSIGNED", "ZEROFILL", "SIGNED")) {
            type = withAttribute(type, cursor.next());
        }
        return type;
    }

    private static ColumnType withAttribute(ColumnType type, SqlToken attribute) {
        if (attribute.is("SIGNED")) {
            return type;
        }
        return new ColumnType(
                type.kind(),
                true,
                type.zerofill() || attribute.is("ZEROFILL"),
                type.length(),
                type.scale(),
                type.members());
    }

    private ColumnKind kind() throws UnreadableSql {
        if (cursor.take("LONG")) {
            boolean binary = cursor.take("VARBINARY");
            boolean text = !binary
                    && (cursor.take("VARCHAR") || cursor.take("VARCHARACTER") || cursor.takeAny("CHAR", "CHARACTER"));
            if (text) {
                cursor.take("VARYING");
            }
            return binary ? ColumnKind.MEDIUMBLOB : ColumnKind.MEDIUMTEXT;
        }
        cursor.take("NATIONAL");
        SqlToken word = cursor.next();
        ColumnKind kind = word.kind() == Kind.WORD ? NAMES.get(word.text().toLowerCase(Locale.ROOT)) : null;
        if (kind == null) {
            throw new UnreadableSql("a data type", word);
        }
        if (kind == ColumnKind.DOUBLE) {
            cursor.take("PRECISION");
        }
        boolean varying = kind == ColumnKind.CHAR && cursor.takeAny("VARYING", "VARCHAR", "VARCHARACTER");
        return varying ? ColumnKind.VARCHAR : kind;
    }

    private ColumnType numbers(ColumnKind kind) throws UnreadableSql {
        int first = UNSPECIFIED;
        int second = UNSPECIFIED;
        if (cursor.takeSymbol('(')) {
            // MariaDB allows INT() and takes it for INT.
            if (!cursor.seesSymbol(')')) {
                first = cursor.number();
                second = cursor.takeSymbol(',') ? cursor.number() : UNSPECIFIED;
            }
            cursor.expectSymbol(')');
        }
        return kind.isTemporal() ? ColumnType.of(kind, UNSPECIFIED, first) : ColumnType.of(kind, first, second);
    }

    private List<String> members() throws UnreadableSql {
        List<String> members = new ArrayList<>();
        cursor.expectSymbol('(');
        do {
            SqlToken member = cursor.next();
            if (member.kind() != Kind.STRING) {
                throw new UnreadableSql("a member", member);
            }
            members.add(member.text());
        } while (cursor.takeSymbol(','));
        cursor.expectSymbol(')');
        return members;
    }
}

package io.tidegate.encode.simple;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.IntegerText;
import io.tidegate.model.TableVersion;
import java.util.List;

/**
 * The definition of a table as a JSON object. What says nothing is left out: a length or a number of digits of zero, a
 * flag that is not set, an empty list of members.
 */
final class JsonTableSchema {
    private JsonTableSchema() {}

    static void append(TableVersion table, ByteBuilder out) {
        out.appendAscii("{\"schema\":");
        quoted(table.name().schema(), out);
        out.appendAscii(",\"table\":");
        quoted(table.name().table(), out);
        out.appendAscii(",\"tableID\":");
        IntegerText.append(table.id(), out);
        out.appendAscii(",\"version\":");
        IntegerText.appendUnsigned(table.schemaVersion(), out);
        out.appendAscii(",\"columns\":[");
        String separator = "";
        for (Column column : table.columns()) {
            out.appendAscii(separator);
            append(column, out);
            separator = ",";
        }
        out.appendAscii("],\"indexes\":[");
        separator = "";
        for (IndexEntry index : IndexEntry.of(table)) {
            out.appendAscii(separator);
            append(index, out);
            separator = ",";
        }
        out.appendAscii("]}");
    }

    private static void append(Column column, ByteBuilder out) {
        out.appendAscii("{\"name\":");
        quoted(column.name(), out);
        out.appendAscii(",\"dataType\":");
        append(DataType.of(column), out);
        out.appendAscii(",\"nullable\":" + column.nullable() + ",\"default\":");
        String value = DefaultValue.of(column);
        if (value == null || DefaultValue.isNumber(column, value)) {
            out.appendAscii(String.valueOf(value));
        } else {
            quoted(value, out);
        }
        out.append((byte) '}');
    }

    private static void append(DataType type, ByteBuilder out) {
        out.appendAscii("{\"mysqlType\":");
        quoted(type.mysqlType(), out);
        out.appendAscii(",\"charset\":");
        quoted(type.collation().charset(), out);
        out.appendAscii(",\"collate\":");
        quoted(type.collation().name(), out);
        if (type.length() != 0) {
            out.appendAscii(",\"length\":" + type.length());
        }
        if (type.decimal() != UNSPECIFIED && type.decimal() != 0) {
            out.appendAscii(",\"decimal\":" + type.decimal());
        }
        if (!type.elements().isEmpty()) {
            out.appendAscii(",\"elements\":");
            append(type.elements(), out);
        }
        out.appendAscii(
                (type.unsigned() ? ",\"unsigned\":true" : "") + (type.zerofill() ? ",\"zerofill\":true}" : "}"));
    }

    private static void append(IndexEntry index, ByteBuilder out) {
        out.appendAscii("{\"name\":");
        quoted(index.name(), out);
        out.appendAscii(",\"unique\":" + index.unique() + ",\"primary\":" + index.primary() + ",\"nullable\":"
                + index.nullable() + ",\"columns\":");
        append(index.columns(), out);
        out.append((byte) '}');
    }

    private static void append(List<String> texts, ByteBuilder out) {
        out.append((byte) '[');
        String separator = "";
        for (String text : texts) {
            out.appendAscii(separator);
            quoted(text, out);
            separator = ",";
        }
        out.append((byte) ']');
    }

    private static void quoted(String text, ByteBuilder out) {
        JsonText.appendQuoted(JsonEscapes.STANDARD, text, out);
    }
}

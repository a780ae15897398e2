package io.tidegate.encode.avro;

import io.tidegate.config.AvroConfig;
import io.tidegate.encode.avro.FieldType.Writing;
import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A column in a record: its field in the schema and how its values are written. A nullable column is a union of two
 * branches, of which the first must be that of the default: NULL without a default, the value with one.
 *
 * @param ordinal of the column
 * @param name of the field
 * @param json the field in the schema
 * @param nullable whether there is a union
 * @param nullFirst whether NULL is its first branch
 * @param writing how a value is written
 * @param bytes of each value, for BIT
 * @param members ready to write, for ENUM from the invalid value 0 on; for SET their text; else empty
 */
record Field(
        int ordinal,
        String name,
        String json,
        boolean nullable,
        boolean nullFirst,
        Writing writing,
        int bytes,
        byte[][] members) {
    private static final int USUAL_LENGTH = 128;

    static Field of(int ordinal, Column column, AvroConfig config) {
        String name = AvroName.of(column.name());
        FieldType type = FieldType.of(column.type(), config);
        String defaultValue = DefaultValue.json(column, type);
        return new Field(
                ordinal,
                name,
                json(column, name, type, defaultValue),
                column.nullable(),
                column.nullable() && defaultValue == null,
                type.writing(),
                type.writing() == Writing.BIT ? FieldType.bitBytes(column.type()) : 0,
                members(column));
    }

    private static String json(Column column, String name, FieldType type, @Nullable String defaultValue) {
        ByteBuilder json = new ByteBuilder(USUAL_LENGTH);
        json.append((byte) '{');
        if (defaultValue != null) {
            json.appendAscii("\"default\":");
            json.appendUtf8(defaultValue + ",");
        } else if (column.nullable()) {
            json.appendAscii("\"default\":null,");
        }
        json.appendAscii("\"name\":");
        JsonText.appendQuoted(name, json);
        json.appendAscii(",\"type\":");
        if (column.nullable()) {
            json.appendAscii(defaultValue == null ? "[\"null\"," : "[");
            type.append(column.type(), json);
            json.appendAscii(defaultValue == null ? "]" : ",\"null\"]");
        } else {
            type.append(column.type(), json);
        }
        json.append((byte) '}');
        return json.utf8();
    }

    private static byte[][] members(Column column) {
        ColumnKind kind = column.type().kind();
        if (kind != ColumnKind.ENUM && kind != ColumnKind.SET) {
            return new byte[0][];
        }
        int size = column.type().members().size();
        byte[][] members = new byte[size + 1][];
        members[0] = AvroBinary.bytes(new byte[0]);
        for (int i = 0; i < size; i++) {
            byte[] text = column.type().members().get(i).getBytes(StandardCharsets.UTF_8);
            members[i + 1] = kind == ColumnKind.ENUM ? AvroBinary.bytes(text) : text;
        }
        return members;
    }
}

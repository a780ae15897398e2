package io.tidegate.encode.debezium;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnType;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The schema of one column, as a field of a row or of a key. */
final class ColumnSchema {
    private ColumnSchema() {}

    /** Appends it; {@code tidbType} says whether it tells the SQL type too. */
    static void append(Column column, boolean tidbType, ByteBuilder out) {
        ColumnType type = column.type();
        Rendering rendering = Rendering.of(type);
        out.append((byte) '{');
        if (tidbType) {
            out.appendAscii("\"tidb_type\":\"" + TidbType.of(type) + "\",");
        }
        out.appendAscii("\"type\":\"" + rendering.schemaType() + "\",\"optional\":" + column.nullable());
        if (!rendering.schemaName().isEmpty()) {
            out.appendAscii(",\"name\":\"" + rendering.schemaName() + "\"");
            // TiCDC gives its own name no version.
            out.appendAscii(rendering == Rendering.VECTOR ? "" : ",\"version\":1");
        }
        appendParameters(type, rendering, out);
        out.appendAscii(",\"field\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, column.name(), out);
        byte @Nullable [] defaultValue = DefaultValue.inSchema(column);
        if (defaultValue != null) {
            out.appendAscii(",\"default\":");
            out.append(defaultValue);
        }
        out.append((byte) '}');
    }

    private static void appendParameters(ColumnType type, Rendering rendering, ByteBuilder out) {
        if (rendering == Rendering.BITS) {
            out.appendAscii(",\"parameters\":{\"length\":\"" + type.length() + "\"}");
        } else if (rendering == Rendering.ENUM || rendering == Rendering.SET) {
            out.appendAscii(",\"parameters\":{\"allowed\":");
            JsonText.appendQuoted(JsonEscapes.PLAIN, allowed(type, rendering), out);
            out.append((byte) '}');
        }
    }

    /** Members joined by commas. TiCDC escapes those of an ENUM as Debezium does, and leaves those of a SET alone. */
    private static String allowed(ColumnType type, Rendering rendering) {
        return type.members().stream()
                .map(member -> rendering == Rendering.ENUM ? escaped(member) : member)
                .collect(Collectors.joining(","));
    }

    private static String escaped(String member) {
        return member.replace(",", "\\,").replace("\\'", "'").replace("''", "'");
    }
}

package io.tidegate.encode.simple;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Ddl;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;

/**
 * Each message is one JSON object without whitespace, its members in a fixed order. Timestamps of transactions exceed 2^53.
 *
 * @param location name of the time zone that TIMESTAMP values are in
 */
record JsonNotation(String location) implements Notation {
    private static final int USUAL_LENGTH = 1024;

    @Override
    public RowMessage rows(TableVersion table, RowKind kind, boolean handleKeyOnly) {
        return JsonRowMessage.of(table, kind, handleKeyOnly, location);
    }

    @Override
    public ByteBuilder ddl(Ddl ddl, long buildTs) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii("{\"version\":1,\"type\":\"" + DdlType.of(ddl.kind()) + "\"");
        if (!ddl.sql().isEmpty()) {
            text.appendAscii(",\"sql\":");
            JsonText.appendQuoted(JsonEscapes.STANDARD, ddl.sql(), text);
        }
        appendTimes(ddl.commitTs(), buildTs, text);
        DdlSchemas schemas = DdlSchemas.of(ddl);
        TableVersion after = schemas.after();
        if (after != null) {
            appendSchema("tableSchema", after, text);
        }
        TableVersion before = schemas.before();
        if (before != null) {
            appendSchema("preTableSchema", before, text);
        }
        return closed(text);
    }

    @Override
    public ByteBuilder bootstrap(TableVersion table, long buildTs) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii("{\"version\":1,\"type\":\"BOOTSTRAP\"");
        appendTimes(0, buildTs, text);
        appendSchema("tableSchema", table, text);
        return closed(text);
    }

    @Override
    public ByteBuilder watermark(long checkpointTs, long buildTs) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii("{\"version\":1,\"type\":\"WATERMARK\"");
        appendTimes(checkpointTs, buildTs, text);
        return closed(text);
    }

    private static void appendTimes(long commitTs, long buildTs, ByteBuilder text) {
        text.appendAscii(",\"commitTs\":");
        IntegerText.appendUnsigned(commitTs, text);
        text.appendAscii(",\"buildTs\":");
        IntegerText.append(buildTs, text);
    }

    private static void appendSchema(String member, TableVersion table, ByteBuilder text) {
        text.appendAscii(",\"" + member + "\":");
        JsonTableSchema.append(table, text);
    }

    private static ByteBuilder closed(ByteBuilder text) {
        text.append((byte) '}');
        return text;
    }
}

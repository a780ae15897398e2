package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.IntegerText;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes DDL messages: Debezium's schema changes, with the table as it is after the statement. */
final class DdlMessage {
    private static final int USUAL_LENGTH = 4096;

    private final SourceBlock source;
    private final LargeRowPolicy large;
    private final byte[] keyEnd;
    private final byte[] valueEnd;

    DdlMessage(DebeziumConfig config, SourceBlock source, LargeRowPolicy large) {
        this.source = source;
        this.large = large;
        this.keyEnd = MessageEnd.of("}", config, DdlSchema.key());
        this.valueEnd = MessageEnd.of("]}", config, DdlSchema.value(config.tidbExtension()));
    }

    EncodedMessage encode(Ddl ddl, long nowMillis) {
        ByteBuilder key = new ByteBuilder(USUAL_LENGTH);
        key.appendAscii("{\"payload\":{\"databaseName\":");
        appendQuoted(ddl.table().schema(), key);
        key.append(keyEnd);
        ByteBuilder value = new ByteBuilder(USUAL_LENGTH);
        value.appendAscii("{\"payload\":{");
        source.append(ddl.table(), ddl.commitTs(), value);
        value.appendAscii(",\"ts_ms\":");
        IntegerText.append(nowMillis, value);
        value.appendAscii(",\"databaseName\":");
        appendQuoted(ddl.table().schema(), value);
        value.appendAscii(",\"schemaName\":null,\"ddl\":");
        appendQuoted(ddl.sql(), value);
        value.appendAscii(",\"tableChanges\":[");
        if (!ddl.isDatabase() && ddl.kind() != DdlKind.TRUNCATE_TABLE) {
            appendChange(ddl, value);
        }
        value.append(valueEnd);
        return new EncodedMessage(large.compressed(key), large.compressed(value));
    }

    private static void appendChange(Ddl ddl, ByteBuilder out) {
        out.appendAscii("{\"type\":\"" + ChangeType.of(ddl.kind()) + "\",\"id\":");
        TableName renamedFrom = ddl.renamedFrom();
        appendQuoted(renamedFrom == null ? id(ddl.table()) : id(renamedFrom) + "," + id(ddl.table()), out);
        out.appendAscii(",\"table\":");
        TableVersion table = ddl.newVersion();
        if (table == null) {
            out.appendAscii("null");
        } else {
            appendTable(table, out);
        }
        out.append((byte) '}');
    }

    private static void appendTable(TableVersion table, ByteBuilder out) {
        out.appendAscii("{\"defaultCharsetName\":null,\"primaryKeyColumnNames\":");
        out.appendUtf8(Arrays.stream(table.primaryKey())
                .mapToObj(ordinal -> quoted(table.column(ordinal).name()))
                .collect(Collectors.joining(",", "[", "]")));
        out.appendAscii(",\"columns\":[");
        for (int i = 0; i < table.columns().size(); i++) {
            if (i > 0) {
                out.append((byte) ',');
            }
            ColumnDescription.append(table.column(i), i + 1, out);
        }
        out.appendAscii("],\"comment\":null}");
    }

    private static String id(TableName table) {
        return "\"" + table.schema() + "\".\"" + table.table() + "\"";
    }

    private static String quoted(String text) {
        ByteBuilder out = new ByteBuilder(text.length() + 2);
        appendQuoted(text, out);
        return out.utf8();
    }

    private static void appendQuoted(String text, ByteBuilder out) {
        JsonText.appendQuoted(JsonEscapes.PLAIN, text, out);
    }
}

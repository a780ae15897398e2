package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.TableName;
import java.util.List;

/** The schemas of keys and values: of rows, whose values are envelopes around the row, and of watermarks. */
final class EnvelopeSchema {
    private static final int USUAL_LENGTH = 4096;
    private static final String OPERATION_AND_TIME = ",{\"type\":\"string\",\"optional\":false,\"field\":\"op\"},"
            + "{\"type\":\"int64\",\"optional\":true,\"field\":\"ts_ms\"},"
            + "{\"type\":\"struct\",\"fields\":["
            + "{\"type\":\"string\",\"optional\":false,\"field\":\"id\"},"
            + "{\"type\":\"int64\",\"optional\":false,\"field\":\"total_order\"},"
            + "{\"type\":\"int64\",\"optional\":false,\"field\":\"data_collection_order\"}"
            + "],\"optional\":true,\"name\":\"event.block\",\"version\":1,\"field\":\"transaction\"}";

    private EnvelopeSchema() {}

    /** The schema of the keys of a table. */
    static byte[] key(DebeziumConfig config, TableName table, List<Column> columns) {
        ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
        appendKeyHead(SchemaNames.ofTable(config.name(), table), out);
        appendColumns(config, columns, out);
        out.appendAscii("]}");
        return out.toBytes();
    }

    /** The schema of the values of a table. */
    static byte[] value(DebeziumConfig config, TableName table, List<Column> columns) {
        String name = SchemaNames.ofTable(config.name(), table);
        ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
        appendEnvelopeHead(name, out);
        for (String image : List.of("before", "after")) {
            out.appendAscii("{\"type\":\"struct\",\"optional\":true,\"name\":\"" + name + ".Value\",\"field\":\""
                    + image + "\",\"fields\":[");
            appendColumns(config, columns, out);
            out.appendAscii("]},");
        }
        appendEnvelopeEnd(config, out);
        return out.toBytes();
    }

    /** The schema of the keys of watermarks. */
    static byte[] watermarkKey(DebeziumConfig config) {
        ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
        appendKeyHead(SchemaNames.clean(config.name()) + ".watermark", out);
        out.appendAscii("]}");
        return out.toBytes();
    }

    /** The schema of watermarks: an envelope without rows. */
    static byte[] watermark(DebeziumConfig config) {
        ByteBuilder out = new ByteBuilder(USUAL_LENGTH);
        appendEnvelopeHead(SchemaNames.clean(config.name()) + ".watermark", out);
        appendEnvelopeEnd(config, out);
        return out.toBytes();
    }

    private static void appendKeyHead(String name, ByteBuilder out) {
        out.appendAscii("{\"type\":\"struct\",\"name\":\"" + name + ".Key\",\"optional\":false,\"fields\":[");
    }

    private static void appendEnvelopeHead(String name, ByteBuilder out) {
        out.appendAscii("{\"type\":\"struct\",\"optional\":false,\"name\":\"" + name
                + ".Envelope\",\"version\":1,\"fields\":[");
    }

    private static void appendEnvelopeEnd(DebeziumConfig config, ByteBuilder out) {
        out.appendAscii(SourceBlock.schema(config.tidbExtension()) + OPERATION_AND_TIME + "]}");
    }

    private static void appendColumns(DebeziumConfig config, List<Column> columns, ByteBuilder out) {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.append((byte) ',');
            }
            ColumnSchema.append(columns.get(i), config.tidbExtension(), out);
        }
    }
}

package io.tidegate.encode.debezium;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.IntegerText;
import io.tidegate.model.TableName;
import io.tidegate.model.Tso;
import java.nio.charset.StandardCharsets;

/**
 * The block {@code source} of every message, which tells where a change comes from: text that is the same for all messages,
 * text that is the same for a table, and between them the commit-ts and, for rows, where in the log they stand.
 */
final class SourceBlock {
    private static final int USUAL_LENGTH = 256;
    private static final String SCHEMA_HEAD = "{\"type\":\"struct\",\"fields\":["
            + field("string", false, "version")
            + ","
            + field("string", false, "connector")
            + ","
            + field("string", false, "name")
            + ","
            + field("int64", false, "ts_ms")
            + ",{\"type\":\"string\",\"optional\":true,\"name\":\"io.debezium.data.Enum\",\"version\":1,"
            + "\"parameters\":{\"allowed\":\"true,last,false,incremental\"},\"default\":\"false\",\"field\":\"snapshot\"},"
            + field("string", false, "db")
            + ","
            + field("string", true, "sequence")
            + ","
            + field("string", true, "table")
            + ","
            + field("int64", false, "server_id")
            + ","
            + field("string", true, "gtid")
            + ","
            + field("string", false, "file")
            + ","
            + field("int64", false, "pos")
            + ","
            + field("int32", false, "row")
            + ","
            + field("int64", true, "thread")
            + ","
            + field("string", true, "query");
    private static final String SCHEMA_OF_EXTENSION =
            "," + field("int64", true, "commit_ts") + "," + field("string", true, "cluster_id");
    private static final String SCHEMA_END =
            "],\"optional\":false,\"name\":\"io.debezium.connector.mysql.Source\",\"field\":\"source\"}";

    private static final byte[] COMMIT_TS = ",\"query\":null,\"commit_ts\":".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head;
    private final byte[] end;

    /**
     * @param connector what kind of source it is
     * @param name the name of the cluster
     */
    SourceBlock(String connector, String name) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii("\"source\":{\"version\":\"2.4.0.Final\",\"connector\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, connector, text);
        text.appendAscii(",\"name\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, name, text);
        text.appendAscii(",\"ts_ms\":");
        this.head = text.toBytes();
        text.clear();
        text.appendAscii(",\"cluster_id\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, name, text);
        text.append((byte) '}');
        this.end = text.toBytes();
    }

    /** The part that is the same for all changes of a table. */
    static byte[] ofTable(TableName table) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii(",\"snapshot\":\"false\",\"db\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, table.schema(), text);
        text.appendAscii(",\"table\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, table.table(), text);
        text.appendAscii(",\"server_id\":");
        return text.toBytes();
    }

    /** Appends the block with its name, for a message that is of no row. */
    void append(TableName table, long commitTs, ByteBuilder out) {
        appendHead(ofTable(table), commitTs, out);
        out.append(OriginText.UNKNOWN);
        appendEnd(commitTs, out);
    }

    /** Appends the block with its name up to the value of {@code server_id}, behind which the origin stands. */
    void appendHead(byte[] ofTable, long commitTs, ByteBuilder out) {
        out.append(head);
        IntegerText.append(Tso.millis(commitTs), out);
        out.append(ofTable);
    }

    /** Appends what follows the origin. */
    void appendEnd(long commitTs, ByteBuilder out) {
        out.append(COMMIT_TS);
        IntegerText.appendUnsigned(commitTs, out);
        out.append(end);
    }

    /** The schema of the block. TiCDC never declares what it adds to Debezium's block; here the extension does. */
    static String schema(boolean tidbExtension) {
        return SCHEMA_HEAD + (tidbExtension ? SCHEMA_OF_EXTENSION : "") + SCHEMA_END;
    }

    private static String field(String type, boolean optional, String name) {
        return "{\"type\":\"" + type + "\",\"optional\":" + optional + ",\"field\":\"" + name + "\"}";
    }
}

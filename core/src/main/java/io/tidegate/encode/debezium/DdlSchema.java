package io.tidegate.encode.debezium;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The schemas of DDL messages, those of Debezium's schema changes. Here the name of a field comes before its type. */
final class DdlSchema {
    private static final String STRUCT = "\"optional\":false,\"type\":\"struct\",\"version\":1,";
    private static final String TEXTS = ",\"items\":{\"type\":\"string\",\"optional\":false}}";

    private static final String COLUMN = "{\"name\":\"io.debezium.connector.schema.Column\"," + STRUCT + "\"fields\":["
            + required("name", "string")
            + ","
            + required("jdbcType", "int32")
            + ","
            + optional("nativeType", "int32")
            + ","
            + required("typeName", "string")
            + ","
            + optional("typeExpression", "string")
            + ","
            + optional("charsetName", "string")
            + ","
            + optional("length", "int32")
            + ","
            + optional("scale", "int32")
            + ","
            + required("position", "int32")
            + ","
            + optional("optional", "boolean")
            + ","
            + optional("autoIncremented", "boolean")
            + ","
            + optional("generated", "boolean")
            + ","
            + optional("comment", "string")
            + ","
            + optional("defaultValueExpression", "string")
            + ",{\"field\":\"enumValues\",\"optional\":true,\"type\":\"array\"" + TEXTS + "]}";

    private static final String TABLE = "{\"field\":\"table\",\"optional\":true,\"type\":\"struct\","
            + "\"name\":\"io.debezium.connector.schema.Table\",\"version\":1,\"fields\":["
            + optional("defaultCharsetName", "string")
            + ",{\"field\":\"primaryKeyColumnNames\",\"optional\":true,\"type\":\"array\"" + TEXTS
            + ",{\"field\":\"columns\",\"optional\":false,\"type\":\"array\",\"items\":" + COLUMN + "},"
            + optional("comment", "string") + "]}";

    private static final String CHANGE = "{\"name\":\"io.debezium.connector.schema.Change\"," + STRUCT + "\"fields\":["
            + required("type", "string") + "," + required("id", "string") + "," + TABLE + "]}";

    private DdlSchema() {}

    /** The schema of keys. */
    static byte[] key() {
        return ("{\"type\":\"struct\",\"name\":\"io.debezium.connector.mysql.SchemaChangeKey\",\"optional\":false,"
                        + "\"version\":1,\"fields\":[" + required("databaseName", "string") + "]}")
                .getBytes(US_ASCII);
    }

    /** The schema of values. */
    static byte[] value(boolean tidbExtension) {
        return ("{" + STRUCT + "\"name\":\"io.debezium.connector.mysql.SchemaChangeValue\",\"fields\":["
                        + SourceBlock.schema(tidbExtension)
                        + ","
                        + required("ts_ms", "int64")
                        + ","
                        + optional("databaseName", "string")
                        + ","
                        + optional("schemaName", "string")
                        + ","
                        + optional("ddl", "string")
                        + ",{\"field\":\"tableChanges\",\"optional\":false,\"type\":\"array\",\"items\":" + CHANGE
                        + "}]}")
                .getBytes(US_ASCII);
    }

    private static String required(String name, String type) {
        return "{\"field\":\"" + name + "\",\"optional\":false,\"type\":\"" + type + "\"}";
    }

    private static String optional(String name, String type) {
        return "{\"field\":\"" + name + "\",\"optional\":true,\"type\":\"" + type + "\"}";
    }
}

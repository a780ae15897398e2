package io.tidegate.bench;

import io.tidegate.config.AvroConfig;
import io.tidegate.config.AvroConfig.Decimals;
import io.tidegate.config.AvroConfig.UnsignedBigints;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.SimpleConfig;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.avro.AvroEncoder;
import io.tidegate.encode.canaljson.CanalJsonEncoder;
import io.tidegate.encode.debezium.DebeziumEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.encode.openprotocol.OpenProtocolEncoder;
import io.tidegate.encode.simple.SimpleEncoder;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** The formats that {@link EncoderBenchmark} compares, each with the options that its users have most likely. */
public enum EncoderUnderTest {
    /** With the TiDB extension. */
    CANAL_JSON,
    /** As above, and of old values those that changed. */
    CANAL_JSON_CHANGED_COLUMNS,
    /** Sixteen rows a record. */
    OPEN_PROTOCOL,
    /** As above, and of old values those that changed. */
    OPEN_PROTOCOL_CHANGED_COLUMNS,
    /** Without schema. */
    DEBEZIUM,
    /** With the schema in every message. */
    DEBEZIUM_WITH_SCHEMA,
    /** With the TiDB extension, decimals as numbers. */
    AVRO,
    /** As above, decimals as text. */
    AVRO_DECIMAL_AS_TEXT,
    /** In JSON. */
    SIMPLE,
    /** In Avro. */
    SIMPLE_AVRO;

    RowEncoder newRowEncoder() {
        return switch (this) {
            case CANAL_JSON -> canalJson(false).newRowEncoder();
            case CANAL_JSON_CHANGED_COLUMNS -> canalJson(true).newRowEncoder();
            case OPEN_PROTOCOL -> openProtocol(false).newRowEncoder();
            case OPEN_PROTOCOL_CHANGED_COLUMNS -> openProtocol(true).newRowEncoder();
            case DEBEZIUM -> debezium(false).newRowEncoder();
            case DEBEZIUM_WITH_SCHEMA -> debezium(true).newRowEncoder();
            case AVRO -> avro(Decimals.PRECISE).newRowEncoder();
            case AVRO_DECIMAL_AS_TEXT -> avro(Decimals.STRING).newRowEncoder();
            case SIMPLE -> simple(SimpleConfig.Encoding.JSON).newRowEncoder();
            case SIMPLE_AVRO -> simple(SimpleConfig.Encoding.AVRO).newRowEncoder();
        };
    }

    private static Encoder canalJson(boolean changedColumnsOnly) {
        return new CanalJsonEncoder(new CanalJsonConfig(true, false, changedColumnsOnly, false), limits(), clock());
    }

    private static Encoder openProtocol(boolean changedColumnsOnly) {
        return new OpenProtocolEncoder(new OpenProtocolConfig(16, true, changedColumnsOnly, false), limits());
    }

    private static Encoder debezium(boolean schema) {
        return new DebeziumEncoder(
                new DebeziumConfig(false, schema, true, true, true, false, "default", LargeMessages.NONE),
                "mariadb",
                limits(),
                LargeRowPolicy.refuse(),
                clock());
    }

    /** The registry is asked once for each schema, before the first row. */
    private static Encoder avro(Decimals decimals) {
        AvroConfig config = new AvroConfig(
                true, decimals, UnsignedBigints.LONG, false, false, SchemaRegistryConfig.parse("http://registry:8081"));
        return new AvroEncoder(config, limits(), new OneIdRegistry());
    }

    private static Encoder simple(SimpleConfig.Encoding encoding) {
        return new SimpleEncoder(
                new SimpleConfig(encoding, new SimpleConfig.Bootstrap(120, 10_000, true, false), LargeMessages.NONE),
                limits(),
                LargeRowPolicy.refuse(),
                ZoneOffset.UTC,
                clock());
    }

    private static MessageLimits limits() {
        return MessageLimits.of(10_485_760);
    }

    private static LongSupplier clock() {
        return System::currentTimeMillis;
    }
}

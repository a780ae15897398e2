package io.tidegate.encode.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.AvroConfig;
import io.tidegate.config.AvroConfig.Decimals;
import io.tidegate.config.AvroConfig.UnsignedBigints;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.model.RowKind;
import io.tidegate.testkit.registry.MemoryRegistry;
import io.tidegate.testkit.rows.ValueCursor;
import io.tidegate.testkit.rows.ValueRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** A message that the encoder wrote, and what Avro's own reader makes of it with the schema of its id. */
record WrittenRecord(byte[] key, byte[] value, MemoryRegistry registry) {
    static final String TOPIC = "tidb_shop_orders";
    static final AvroConfig PLAIN = config(false, Decimals.PRECISE, UnsignedBigints.LONG, false, false);
    static final AvroConfig EXTENSION = config(true, Decimals.PRECISE, UnsignedBigints.LONG, false, false);
    static final AvroConfig TEXTS = config(false, Decimals.STRING, UnsignedBigints.STRING, false, false);
    static final AvroConfig CHECKSUMS = config(true, Decimals.STRING, UnsignedBigints.STRING, false, true);
    static final AvroConfig WATERMARKS = config(true, Decimals.PRECISE, UnsignedBigints.LONG, true, false);

    private static final int MAX_MESSAGE_BYTES = 10_485_760;

    static AvroConfig config(
            boolean extension, Decimals decimals, UnsignedBigints bigints, boolean watermarks, boolean checksums) {
        return new AvroConfig(
                extension, decimals, bigints, watermarks, checksums, SchemaRegistryConfig.parse("http://h"));
    }

    static AvroEncoder encoder(AvroConfig config, SchemaRegistry registry) {
        return new AvroEncoder(config, MessageLimits.of(MAX_MESSAGE_BYTES), registry);
    }

    static WrittenRecord of(AvroConfig config, ValueRow row) {
        return of(config, row, MemoryRegistry.takingAll());
    }

    static WrittenRecord of(AvroConfig config, ValueRow row, MemoryRegistry registry) {
        return of(config, row, row.kind(), registry);
    }

    static WrittenRecord of(AvroConfig config, ValueRow row, RowKind as, MemoryRegistry registry) {
        RecordBatch out = new RecordBatch();
        encoder(config, registry).newRowEncoder().encode(ValueCursor.on(row), as, TOPIC, 3, out);
        assertThat(out.size()).isEqualTo(1);
        assertThat(out.topic(0)).isEqualTo(TOPIC);
        assertThat(out.partition(0)).isEqualTo(3);
        return new WrittenRecord(out.key(0), out.value(0), registry);
    }

    Schema keySchema() {
        return schema(key, registry);
    }

    Schema valueSchema() {
        return schema(value, registry);
    }

    GenericRecord keyRecord() {
        return read(key, registry);
    }

    GenericRecord valueRecord() {
        return read(value, registry);
    }

    /** The record in a message; nothing may be left over behind it. */
    static GenericRecord read(byte[] message, SchemaRegistry registry) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(message, 5, message.length - 5, null);
        try {
            GenericRecord found = new GenericDatumReader<GenericRecord>(schema(message, registry)).read(null, decoder);
            assertThat(decoder.isEnd()).isTrue();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schema schema(byte[] message, SchemaRegistry registry) {
        assertThat(message[0]).isZero();
        return new SchemaParser()
                .parse(registry.schema(ByteBuffer.wrap(message).getInt(1)))
                .mainSchema();
    }
}

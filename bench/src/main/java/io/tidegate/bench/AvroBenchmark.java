package io.tidegate.bench;

import io.tidegate.config.AvroConfig;
import io.tidegate.config.AvroConfig.Decimals;
import io.tidegate.config.AvroConfig.UnsignedBigints;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.avro.AvroEncoder;
import io.tidegate.encode.avro.SchemaRegistry;
import io.tidegate.model.RowKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time and garbage per row of the Avro encoder, with the TiDB extension, on the rows and in the batches of {@link
 * CanalJsonBenchmark}; started like that one. The schemas are registered before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AvroBenchmark {
    private static final int ROWS = 200;

    private final SysbenchRow insert = new SysbenchRow(RowKind.INSERT);
    private final SysbenchRow update = new SysbenchRow(RowKind.UPDATE);
    private final SysbenchRow delete = new SysbenchRow(RowKind.DELETE);
    private final RowEncoder precise = encoder(Decimals.PRECISE);
    private final RowEncoder texts = encoder(Decimals.STRING);

    /** A registry that is asked once for each schema. */
    private static final class OneId implements SchemaRegistry {
        @Override
        public int register(String subject, String schema) {
            return 1;
        }

        @Override
        public String schema(int id) {
            throw new UnsupportedOperationException("nobody reads");
        }

        @Override
        public void requireReachable() {}
    }

    /** A row with its decimal as a number. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch insert() {
        return encode(precise, insert);
    }

    /** A row with its decimal as text. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch insertWithDecimalAsText() {
        return encode(texts, insert);
    }

    /** A row with its new values. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch update() {
        return encode(precise, update);
    }

    /** A key without a value. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch delete() {
        return encode(precise, delete);
    }

    private static RecordBatch encode(RowEncoder encoder, SysbenchRow row) {
        RecordBatch out = new RecordBatch();
        for (int i = 0; i < ROWS; i++) {
            row.next();
            encoder.encode(row, row.kind(), "topic", 0, out);
        }
        encoder.finish(out);
        return out;
    }

    private static RowEncoder encoder(Decimals decimals) {
        AvroConfig config = new AvroConfig(
                true, decimals, UnsignedBigints.LONG, false, false, SchemaRegistryConfig.parse("http://registry:8081"));
        return new AvroEncoder(config, MessageLimits.of(10_485_760), new OneId()).newRowEncoder();
    }
}

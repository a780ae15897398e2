package io.tidegate.bench;

import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.model.RowKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time and garbage per row of the encoder of each format, in batches of 200 rows as the engine makes them. Every row is a
 * transaction of its own. The garbage beyond the messages themselves is the batch's.
 *
 * <pre>
 * ./mvnw -q -pl bench -am -DskipTests compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" org.openjdk.jmh.Main EncoderBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {
    private static final int ROWS = 200;

    /** The format. */
    @Param
    public EncoderUnderTest format = EncoderUnderTest.CANAL_JSON;

    private final SysbenchRow insert = new SysbenchRow(RowKind.INSERT);
    private final SysbenchRow update = new SysbenchRow(RowKind.UPDATE);
    private final SysbenchRow delete = new SysbenchRow(RowKind.DELETE);
    private RowEncoder encoder = format.newRowEncoder();

    /** Makes the encoder of the format. */
    @Setup
    public void open() {
        encoder = format.newRowEncoder();
    }

    /** A row of about 250 bytes of values. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch insert() {
        return encode(insert);
    }

    /** A row with its old values, as far as the format carries them. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch update() {
        return encode(update);
    }

    /** A row that is gone. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch delete() {
        return encode(delete);
    }

    private RecordBatch encode(SysbenchRow row) {
        RecordBatch out = new RecordBatch();
        for (int i = 0; i < ROWS; i++) {
            row.next();
            encoder.encode(row, row.kind(), "topic", 0, out);
        }
        encoder.finish(out);
        return out;
    }
}

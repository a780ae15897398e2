package io.tidegate.bench;

import io.tidegate.config.CanalJsonConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.canaljson.CanalJsonEncoder;
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
 * Time and garbage per row of the Canal-JSON encoder, with the TiDB extension, in batches of 200 rows as the engine makes
 * them. Every row is
 * a transaction of its own. The garbage beyond the message itself is the batch's.
 *
 * <pre>
 * ./mvnw -q -pl bench -am -DskipTests compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" org.openjdk.jmh.Main CanalJsonBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CanalJsonBenchmark {
    private static final int ROWS = 200;

    private final SysbenchRow insert = new SysbenchRow(RowKind.INSERT);
    private final SysbenchRow update = new SysbenchRow(RowKind.UPDATE);
    private final RowEncoder encoder = encoder(false);
    private final RowEncoder changedColumnsEncoder = encoder(true);

    /** A row of about 450 bytes of values and types. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch insert() {
        return encode(encoder, insert);
    }

    /** A row with all its old values. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch update() {
        return encode(encoder, update);
    }

    /** A row with the one old value that changed. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RecordBatch updateOfChangedColumns() {
        return encode(changedColumnsEncoder, update);
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

    private static RowEncoder encoder(boolean updatedColumnsOnly) {
        CanalJsonConfig config = new CanalJsonConfig(true, false, updatedColumnsOnly, false);
        return new CanalJsonEncoder(config, MessageLimits.of(10_485_760), System::currentTimeMillis).newRowEncoder();
    }
}

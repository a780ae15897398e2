package io.tidegate.encode.simple;

import io.tidegate.config.SimpleConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.contract.CodecContract;
import io.tidegate.testkit.contract.DecodedRow;
import io.tidegate.testkit.simple.SimpleMessage;
import io.tidegate.testkit.simple.SimpleTables;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** The contract of formats; the reader knows of a table what its BOOTSTRAP says. */
abstract class SimpleContract extends CodecContract {
    abstract SimpleConfig config();

    @Override
    protected Encoder encoder() {
        return simple();
    }

    @Override
    protected List<DecodedRow> read(EncodedMessage message, TableVersion table) {
        SimpleTables tables = new SimpleTables();
        tables.learn(parsed(simple().announcement(table)));
        return List.of(tables.decode(parsed(message)).orElseThrow());
    }

    @Override
    protected String readDdl(EncodedMessage message) {
        return parsed(message).sql();
    }

    @Override
    protected long readWatermark(EncodedMessage message) {
        return parsed(message).commitTs();
    }

    private SimpleEncoder simple() {
        return new SimpleEncoder(
                config(),
                MessageLimits.of(MAX_MESSAGE_BYTES),
                LargeRowPolicy.refuse(),
                ZoneId.of("Asia/Shanghai"),
                () -> Sample.NOW);
    }

    private SimpleMessage parsed(EncodedMessage message) {
        return Sample.read(config(), Objects.requireNonNull(message.value()));
    }
}

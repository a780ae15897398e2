package io.tidegate.encode;

import io.tidegate.model.Ddl;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import org.jspecify.annotations.Nullable;

/** Another encoder, whose records also tell which row they are of. For formats with a record for each row. */
public final class TracedEncoder implements Encoder {
    private final Encoder encoder;

    public TracedEncoder(Encoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public RowEncoder newRowEncoder() {
        RowEncoder rows = encoder.newRowEncoder();
        return new RowEncoder() {
            @Override
            public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
                int before = out.size();
                rows.encode(row, as, topic, partition, out);
                if (out.size() > before) {
                    out.originSince(before, new RowOrigin(row.table().name(), as, row.commitTs()));
                }
            }

            @Override
            public void finish(RecordBatch out) {
                rows.finish(out);
            }
        };
    }

    @Override
    public @Nullable EncodedMessage encodeDdl(Ddl ddl) {
        return encoder.encodeDdl(ddl);
    }

    @Override
    public @Nullable EncodedMessage encodeWatermark(long checkpointTs) {
        return encoder.encodeWatermark(checkpointTs);
    }

    @Override
    public boolean sendsDdlToEveryPartition() {
        return encoder.sendsDdlToEveryPartition();
    }

    @Override
    public @Nullable Announcements announcements() {
        return encoder.announcements();
    }
}

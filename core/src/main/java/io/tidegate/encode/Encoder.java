package io.tidegate.encode;

import io.tidegate.model.Ddl;
import org.jspecify.annotations.Nullable;

/** A message format with its options. Thread safe; failures are {@link io.tidegate.error.TidegateException}s. */
public interface Encoder {
    /** An encoder of rows for one worker thread. */
    RowEncoder newRowEncoder();

    /** The message of a DDL, null when the format has none. */
    @Nullable
    EncodedMessage encodeDdl(Ddl ddl);

    /** The message that tells consumers the checkpoint-ts, null when the format has none. */
    @Nullable
    EncodedMessage encodeWatermark(long checkpointTs);

    /** Whether a DDL goes to every partition of its topic; otherwise to partition 0 alone. */
    boolean sendsDdlToEveryPartition();

    /** How the definitions of tables are told, null for a format whose rows need no definition. */
    default @Nullable Announcements announcements() {
        return null;
    }
}

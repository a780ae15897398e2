package io.tidegate.encode.simple;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Ddl;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;

/** One of the two encodings: the values of all messages. {@code buildTs} is the wall clock in milliseconds since 1970. */
interface Notation {
    /**
     * The messages of rows of a table version.
     *
     * @param handleKeyOnly whether they carry the columns of the handle key alone
     */
    RowMessage rows(TableVersion table, RowKind kind, boolean handleKeyOnly);

    /** The message of a DDL. */
    ByteBuilder ddl(Ddl ddl, long buildTs);

    /** The message that tells the definition of a table. */
    ByteBuilder bootstrap(TableVersion table, long buildTs);

    /** The message that tells the checkpoint-ts. */
    ByteBuilder watermark(long checkpointTs, long buildTs);
}

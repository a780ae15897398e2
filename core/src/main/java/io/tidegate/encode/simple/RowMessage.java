package io.tidegate.encode.simple;

import io.tidegate.encode.large.LargeRowMark;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Generation;
import io.tidegate.model.RowCursor;
import io.tidegate.model.TableVersion;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one kind for one table version. What they have in common is ready as bytes. Does not refer to the table
 * version, so that it can be forgotten with it.
 */
interface RowMessage {
    /**
     * Appends the message of the cursor's row.
     *
     * @param buildTs wall clock, milliseconds since 1970
     * @param mark what it says of itself if it stands for a message that was too large, else null
     * @return whether it is whole; it is given up at a value that makes it too long
     */
    boolean append(RowCursor row, long buildTs, @Nullable LargeRowMark mark, RowScratch scratch, ByteBuilder out);

    /**
     * Ordinals of the columns that rows carry: all but virtual ones, or those of the handle key.
     *
     * @throws TidegateException ENCODE_FAILED if there is none: nobody could tell such a message from a watermark
     */
    static int[] columns(TableVersion table, boolean handleKeyOnly) {
        int[] columns = IntStream.range(0, table.columns().size())
                .filter(ordinal -> table.column(ordinal).generation() != Generation.VIRTUAL)
                .toArray();
        if (columns.length == 0) {
            throw new TidegateException(
                    ErrorCode.ENCODE_FAILED, "every column of table " + table.name() + " is a virtual generated one");
        }
        return handleKeyOnly
                ? IntStream.of(columns).filter(table::isHandleKeyColumn).toArray()
                : columns;
    }
}

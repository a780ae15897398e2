package io.tidegate.encode.large;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;

/**
 * A row whose message its topic would not take.
 *
 * @param row the row
 * @param as the kind it was to be sent as
 * @param topic where it was to go
 * @param limit the largest message of the topic, record overhead included
 * @param length bytes of the message, record overhead included; {@link #UNWRITTEN} when it was not written to its end
 */
public record LargeRow(RowCursor row, RowKind as, String topic, int limit, long length) {
    /** The length of a message that was given up while it was written, because it is clear that it is too large. */
    public static final long UNWRITTEN = -1;

    /** The error that names table, kind, transaction and topic. */
    public TidegateException error() {
        return error("");
    }

    /** The same with something to add to the sentence. */
    public TidegateException error(String more) {
        return new TidegateException(
                ErrorCode.MESSAGE_TOO_LARGE,
                "the " + as + " of a row of " + row.table().name() + " at commit-ts "
                        + Long.toUnsignedString(row.commitTs()) + " takes "
                        + (length == UNWRITTEN ? "more bytes" : length + " bytes") + ", the limit of topic " + topic
                        + " is " + limit + more);
    }
}

package io.tidegate.feed;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableVersion;

/**
 * Holds messages that are no rows against the limit of their topic. They have no smaller form and no dead-letter topic: a
 * consumer that misses a statement or a definition reads the rows behind it wrongly. So one that is too large ends the
 * changefeed, with an error that names what it tells.
 */
record WholeMessages(MessageLimits limits) {
    private static final int SHOWN_CHARACTERS = 200;

    /** @throws TidegateException MESSAGE_TOO_LARGE */
    void require(EncodedMessage message, String topic, Ddl ddl) {
        if (isTooLarge(message, topic)) {
            throw named(new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, sizes(message, topic)), ddl);
        }
    }

    /** @throws TidegateException MESSAGE_TOO_LARGE */
    void require(EncodedMessage message, String topic, TableVersion table) {
        if (isTooLarge(message, topic)) {
            throw named(new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, sizes(message, topic)), table);
        }
    }

    /** The failure to deliver a statement; one for its size names it and tells what to do. */
    static TidegateException named(TidegateException failure, Ddl ddl) {
        String sql = ddl.sql();
        String shown = sql.length() <= SHOWN_CHARACTERS
                ? sql
                : sql.substring(0, SHOWN_CHARACTERS) + "… (" + sql.length() + " characters)";
        return named(
                failure,
                "the message of the statement " + shown + " with commit-ts " + Long.toUnsignedString(ddl.commitTs()),
                "leave the statement out with ignore-sql or ignore-event of filter.event-filters");
    }

    /** The failure to deliver a definition; one for its size names it and tells what to do. */
    static TidegateException named(TidegateException failure, TableVersion table) {
        return named(
                failure,
                "the message that tells the definition of table " + table.name() + " with "
                        + table.columns().size() + " columns",
                "exclude the table with filter.rules");
    }

    private static TidegateException named(TidegateException failure, String what, String otherwise) {
        return failure.code() != ErrorCode.MESSAGE_TOO_LARGE
                ? failure
                : new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, what + ": " + failure.detail(), failure)
                        .withRemedy("Raise max-message-bytes and the topic's max.message.bytes, or " + otherwise + ".");
    }

    private boolean isTooLarge(EncodedMessage message, String topic) {
        return bytes(message) > limits.maxMessageBytes(topic);
    }

    private String sizes(EncodedMessage message, String topic) {
        return bytes(message) + " bytes, the limit of topic " + topic + " is " + limits.maxMessageBytes(topic);
    }

    private static int bytes(EncodedMessage message) {
        int key = message.key() == null ? 0 : message.key().length;
        int value = message.value() == null ? 0 : message.value().length;
        return key + value + MessageLimits.RECORD_OVERHEAD;
    }
}

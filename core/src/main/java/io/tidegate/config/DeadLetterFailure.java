package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import java.util.Locale;

/** Why a row cannot be sent, as far as a dead-letter topic can stand in for it. */
public enum DeadLetterFailure {
    /** Its message is larger than its topic takes, after everything that is done for large messages. */
    TOO_LARGE,
    /** The format cannot express it, or a value of it cannot be read. */
    NOT_ENCODABLE;

    /** Whether an error with this code is such a failure. */
    public boolean covers(ErrorCode code) {
        return switch (this) {
            case TOO_LARGE -> code == ErrorCode.MESSAGE_TOO_LARGE;
            case NOT_ENCODABLE ->
                code == ErrorCode.ENCODE_FAILED
                        || code == ErrorCode.AVRO_ENCODE_FAILED
                        || code == ErrorCode.OPEN_PROTOCOL_INVALID_DATA
                        || code == ErrorCode.ROW_DECODE_FAILED
                        || code == ErrorCode.CHARSET_UNSUPPORTED;
        };
    }

    /** As it is written in the configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

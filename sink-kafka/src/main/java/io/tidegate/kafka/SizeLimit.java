package io.tidegate.kafka;

import java.util.OptionalInt;

/** How large a message may be, so that the record batch around it still fits the topic's limit. */
final class SizeLimit {
    /** What TiCDC keeps free for the record batch around a message. */
    static final int RESERVED_BYTES = 128;

    private SizeLimit() {}

    /**
     * @param configured what the user allows
     * @param ofTopic {@code max.message.bytes} of the topic, else of the broker; empty when it may not be read
     */
    static int effective(int configured, OptionalInt ofTopic) {
        return ofTopic.isEmpty() ? configured : Math.max(1, Math.min(configured, ofTopic.getAsInt() - RESERVED_BYTES));
    }
}

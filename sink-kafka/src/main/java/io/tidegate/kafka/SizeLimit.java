package io.tidegate.kafka;

import java.util.OptionalInt;

/** How large a message may be, so that the record batch around it still fits the topic's limit. */
final class SizeLimit {
    /** What TiCDC keeps free for the record batch around a message. */
    static final int RESERVED_BYTES = 128;

    private SizeLimit() {}

    /** The limit of a topic that is there: its own setting where that may be read, else the broker's, less the reserve. */
    static int of(int configured, ClusterAdmin admin, String topic) {
        OptionalInt own = admin.topicConfig(topic, "max.message.bytes");
        return effective(configured, own.isPresent() ? own : ofBroker(admin));
    }

    /** What a topic that is created gets; empty when it may not be read. */
    static OptionalInt ofBroker(ClusterAdmin admin) {
        return admin.brokerConfig("message.max.bytes");
    }

    /**
     * @param configured what the user allows
     * @param ofTopic {@code max.message.bytes} of the topic, else of the broker; empty when it may not be read
     */
    static int effective(int configured, OptionalInt ofTopic) {
        return ofTopic.isEmpty() ? configured : Math.max(1, Math.min(configured, ofTopic.getAsInt() - RESERVED_BYTES));
    }
}

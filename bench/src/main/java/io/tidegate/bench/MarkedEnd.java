package io.tidegate.bench;

import java.io.IOException;

/**
 * Progress of a reader whose messages cannot be counted as rows: it is done when the last row of the backlog, which says
 * that it is the last, is in one of the last messages. To look there costs the broker more than to tell the length of a
 * topic, so it is done only when the topic has stopped to grow.
 */
final class MarkedEnd implements Reader.Progress {
    /** Behind the last row there may be watermarks, one a second. */
    private static final int LAST_MESSAGES = 8;

    private final BrokerTopics topics;
    private final String topic;
    private final long rows;
    private long lengthBefore;

    /** @param rows of the backlog */
    MarkedEnd(BrokerTopics topics, String topic, long rows) {
        this.topics = topics;
        this.topic = topic;
        this.rows = rows;
    }

    /** All rows once the last one has arrived; before that the number of messages, which is 0 only when no row has. */
    @Override
    public long rows() throws IOException, InterruptedException {
        long length = topics.length(topic);
        boolean grows = length != lengthBefore;
        lengthBefore = length;
        if (!grows && length > 0 && topics.endsWith(topic, LAST_MESSAGES, Backlog.END)) {
            return rows;
        }
        return Math.min(length, rows - 1);
    }
}

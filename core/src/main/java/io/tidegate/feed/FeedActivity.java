package io.tidegate.feed;

import io.tidegate.sink.SinkStatistics;

/**
 * What a changefeed has done since it was started, besides the rows that its status counts.
 *
 * @param ddls DDLs delivered
 * @param watermarks checkpoints that consumers were told of
 * @param errors runs that an error ended, whether the changefeed tried again or not
 * @param sinkErrors those of them that began behind the source: in an encoder, a router or the sink
 * @param sink what the sink says of itself
 */
public record FeedActivity(long ddls, long watermarks, long errors, long sinkErrors, SinkStatistics sink) {
    /** Of a changefeed that does not run. */
    public static final FeedActivity NONE = new FeedActivity(0, 0, 0, 0, SinkStatistics.NONE);
}

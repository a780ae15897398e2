package io.tidegate.feed;

import io.tidegate.model.TableName;

/**
 * How a table stands with its changefeed.
 *
 * @param table its name, as its rows carried it
 * @param rows rows delivered since the feed was started in this process, counted like {@link FeedStatus#sentRows}
 * @param bytes bytes of the keys and values of their messages
 * @param oldestWaitingTs commit-ts of the oldest row of it that is encoded and not acknowledged; 0 when there is none
 */
public record TableLag(TableName table, long rows, long bytes, long oldestWaitingTs) {}

package io.tidegate.server.console;

import io.tidegate.server.changefeed.ChangefeedView;
import java.time.Instant;

/**
 * The changefeed that a page is about.
 *
 * @param feed as it is now
 * @param line as a list would show it
 * @param tab what of it is shown
 * @param done the word of what was just done with it, empty for nothing
 * @param at when that was looked up
 */
public record FeedShown(ChangefeedView feed, FeedLine line, FeedTab tab, String done, Instant at) {}

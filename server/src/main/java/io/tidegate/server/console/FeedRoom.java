package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.console.PageFrame.Section;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends the pages about one changefeed, which have a head and tabs in common. */
final class FeedRoom {
    private final Pages pages;
    private final Clusters clusters;
    private final Changefeeds changefeeds;
    private final InstantSource clock;

    FeedRoom(Pages pages, Clusters clusters, Changefeeds changefeeds, InstantSource clock) {
        this.pages = pages;
        this.clusters = clusters;
        this.changefeeds = changefeeds;
        this.clock = clock;
    }

    /** The word of what was done just before, as {@link FeedActions} says it to the next page; empty for nothing. */
    static String done(Context context) {
        return Optional.ofNullable(context.queryParam("done"))
                .filter(word -> Stream.of(FeedAction.values())
                        .anyMatch(action -> action.word().equals(word)))
                .orElse("");
    }

    /**
     * Answers with the page or part that the path's changefeed is shown by.
     *
     * @param more what the template is given besides {@code frame} and {@code shown}
     */
    void send(Context context, FeedTab tab, String template, Map<String, Object> more) {
        ChangefeedView feed = changefeeds.get(context.pathParam("id"));
        Instant now = clock.instant();
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("shown", new FeedShown(feed, FeedLine.of(feed, now), tab, done(context), now));
        pages.send(
                context,
                template,
                pages.frame(
                        context,
                        feed.definition().name(),
                        clusters.get(feed.definition().cluster()),
                        Section.CHANGEFEEDS),
                parameters);
    }
}

package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.check.Check;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.RewindPreview;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is asked before something is done with a changefeed: a dialog over the page, or a page of its own when asked for as one. */
final class FeedSheets {
    private static final String ONE = "/changefeeds/{id}/";

    private final Pages pages;
    private final Clusters clusters;
    private final Changefeeds changefeeds;

    FeedSheets(Pages pages, Clusters clusters, Changefeeds changefeeds) {
        this.pages = pages;
        this.clusters = clusters;
        this.changefeeds = changefeeds;
    }

    List<Endpoint> endpoints() {
        return Stream.concat(
                        Stream.of(FeedAction.values())
                                .filter(FeedAction::asksFirst)
                                .map(action -> Endpoint.get(
                                        ONE + action.word(), Access.OPERATOR, context -> ask(context, action))),
                        Stream.of(Endpoint.post(ONE + "rewind/preview", Access.OPERATOR, this::previewRewind)))
                .toList();
    }

    private void ask(Context context, FeedAction action) {
        ChangefeedView feed = changefeeds.get(context.pathParam("id"));
        boolean isPart = context.header("HX-Request") != null;
        pages.send(
                context,
                isPart ? "parts/sheet.jte" : "sheet.jte",
                frame(context, feed),
                Map.of("feed", feed, "action", action));
    }

    private void previewRewind(Context context) {
        ChangefeedView feed = changefeeds.get(context.pathParam("id"));
        String to = Posted.required(context, "to");
        RewindPreview preview = changefeeds.previewRewind(feed.id(), to);
        boolean possible = preview.checks().stream().noneMatch(check -> check.status() == Check.Status.FAIL);
        pages.send(
                context,
                "parts/rewind.jte",
                frame(context, feed),
                Map.of("feed", feed, "to", to, "preview", preview, "possible", possible));
    }

    private PageFrame frame(Context context, ChangefeedView feed) {
        return pages.frame(
                context,
                feed.definition().name(),
                clusters.get(feed.definition().cluster()),
                Section.CHANGEFEEDS);
    }
}

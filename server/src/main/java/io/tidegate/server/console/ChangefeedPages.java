package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.server.access.AccessGate;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.cluster.SourceCluster;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.console.wizard.Drafts;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The changefeeds of a cluster. */
final class ChangefeedPages {
    private final Pages pages;
    private final Clusters clusters;
    private final Changefeeds changefeeds;
    private final Drafts drafts;
    private final InstantSource clock;

    ChangefeedPages(Pages pages, Clusters clusters, Changefeeds changefeeds, Drafts drafts, InstantSource clock) {
        this.pages = pages;
        this.clusters = clusters;
        this.changefeeds = changefeeds;
        this.drafts = drafts;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/clusters/{id}/changefeeds", Access.VIEWER, this::list));
    }

    private void list(Context context) {
        SourceCluster cluster = clusters.get(context.pathParam("id"));
        List<FeedLine> lines = changefeeds.list().stream()
                .filter(feed -> feed.definition().cluster().equals(cluster.id()))
                .sorted(FeedOrder.WORST_FIRST)
                .map(feed -> FeedLine.of(feed, clock.instant()))
                .toList();
        pages.send(
                context,
                "changefeeds.jte",
                pages.frame(context, pages.texts(context).get("changefeeds.title"), cluster, Section.CHANGEFEEDS),
                Map.of(
                        "lines",
                        lines,
                        "limit",
                        clusters.changefeedLimit(),
                        "drafts",
                        drafts.of(AccessGate.principal(context).name(), cluster.id()),
                        "done",
                        FeedRoom.done(context)));
    }
}

package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.cluster.SourceCluster;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.List;
import java.util.Map;

/** The list of clusters, and what there is to say of one. */
final class ClusterPages {
    private final Pages pages;
    private final Clusters clusters;
    private final Changefeeds changefeeds;

    ClusterPages(Pages pages, Clusters clusters, Changefeeds changefeeds) {
        this.pages = pages;
        this.clusters = clusters;
        this.changefeeds = changefeeds;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/", Access.VIEWER, this::list),
                Endpoint.get("/clusters/{id}", Access.VIEWER, this::overview),
                Endpoint.get("/clusters/{id}/findings", Access.VIEWER, this::findings));
    }

    private void list(Context context) {
        List<ChangefeedView> feeds = changefeeds.list();
        List<ClusterCard> cards = clusters.list().stream()
                .map(cluster -> ClusterCard.of(cluster, feeds))
                .toList();
        pages.send(
                context,
                "clusters.jte",
                pages.frame(context, "clusters.title", Section.CLUSTERS),
                Map.of("cards", cards));
    }

    /** Answers at once; what the cluster itself must be asked for comes with {@link #findings}. */
    private void overview(Context context) {
        SourceCluster cluster = clusters.get(context.pathParam("id"));
        pages.send(
                context,
                "cluster.jte",
                pages.frame(context, cluster.name(), cluster, Section.OVERVIEW),
                Map.of("card", ClusterCard.of(cluster, changefeeds.list()), "limit", clusters.changefeedLimit()));
    }

    private void findings(Context context) {
        SourceCluster cluster = clusters.get(context.pathParam("id"));
        pages.send(
                context,
                "parts/findings.jte",
                pages.frame(context, cluster.name(), cluster, Section.OVERVIEW),
                Map.of("overview", clusters.overview(cluster.id())));
    }
}

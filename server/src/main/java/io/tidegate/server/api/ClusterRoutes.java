package io.tidegate.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidegate.server.access.Audited;
import io.tidegate.server.cluster.ClusterOverview;
import io.tidegate.server.cluster.ClusterRequest;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.cluster.SourceCluster;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.JsonBody;
import java.util.List;
import java.util.Locale;

/** Source clusters: registered, looked at, tested, changed and removed. */
final class ClusterRoutes {
    private static final String ALL = "/api/v2/tidegate/clusters";
    private static final String ONE = ALL + "/{id}";

    private final Clusters clusters;
    private final Callers callers;

    ClusterRoutes(Clusters clusters, Callers callers) {
        this.clusters = clusters;
        this.callers = callers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(ALL, Access.VIEWER, this::list),
                Endpoint.post(ALL, Access.ADMIN, this::register),
                Endpoint.post(ALL + "/test", Access.ADMIN, this::testNew),
                Endpoint.get(ONE, Access.VIEWER, this::get),
                Endpoint.put(ONE, Access.ADMIN, this::edit),
                Endpoint.delete(ONE, Access.ADMIN, this::remove),
                Endpoint.post(ONE + "/test", Access.OPERATOR, this::test),
                Endpoint.get(ONE + "/overview", Access.VIEWER, this::overview),
                Endpoint.get(ONE + "/tables", Access.VIEWER, this::tables));
    }

    private void list(Context context) {
        Answers.send(context, Answers.items(clusters.list(), this::shape));
    }

    private void register(Context context) {
        SourceCluster registered =
                clusters.register(request(context), callers.who().apply(context));
        Audited.subject(context, registered.id());
        Answers.send(context, shape(registered));
    }

    private void get(Context context) {
        Answers.send(context, shape(clusters.get(context.pathParam("id"))));
    }

    private void edit(Context context) {
        Answers.send(
                context,
                shape(clusters.edit(
                        context.pathParam("id"), request(context), callers.who().apply(context))));
    }

    private void remove(Context context) {
        clusters.remove(context.pathParam("id"));
        Answers.sendNothing(context);
    }

    private void testNew(Context context) {
        Answers.send(
                context,
                Shapes.checks(clusters.test(request(context), callers.who().apply(context))));
    }

    private void test(Context context) {
        JsonBody.of(context).end();
        Answers.send(
                context,
                Shapes.checks(
                        clusters.test(context.pathParam("id"), callers.who().apply(context))));
    }

    private void overview(Context context) {
        ClusterOverview overview = clusters.overview(context.pathParam("id"));
        ObjectNode answer = Answers.object();
        answer.set("cluster", shape(overview.cluster()));
        answer.put("version", overview.version())
                .put("tables", overview.tables())
                .put("keyless_tables", overview.keylessTables())
                .put("changefeeds", overview.changefeeds())
                .put("changefeed_limit", overview.changefeedLimit());
        answer.set("checks", Answers.array(overview.checks(), Shapes::check));
        Answers.send(context, answer);
    }

    private void tables(Context context) {
        Answers.send(context, Answers.items(clusters.tables(context.pathParam("id")), Shapes::table));
    }

    private static ClusterRequest request(Context context) {
        JsonBody body = JsonBody.of(context);
        ClusterRequest request =
                new ClusterRequest(body.text("id"), body.text("name"), body.text("uri"), body.secret("password"));
        body.end();
        return request;
    }

    private ObjectNode shape(SourceCluster cluster) {
        ObjectNode shape = Answers.object()
                .put("id", cluster.id())
                .put("name", cluster.name())
                .put("kind", cluster.endpoint().kind().name().toLowerCase(Locale.ROOT))
                .put("uri", cluster.uri());
        shape.set(
                "capabilities",
                Answers.array(
                        clusters.capabilities(cluster.endpoint().kind()).stream()
                                .sorted()
                                .toList(),
                        capability -> shape.textNode(capability.name())));
        return shape.put("created_at", cluster.createdAt().toString())
                .put("updated_at", cluster.updatedAt().toString());
    }
}

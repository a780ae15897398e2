package io.tidegate.server.api;

import io.javalin.http.Context;
import io.tidegate.server.access.Audited;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.JsonBody;
import java.time.InstantSource;
import java.util.List;

/** What TiCDC's API cannot do with a changefeed: copies, moves with a preview, capacity, progress, errors, messages. */
final class OwnChangefeedRoutes {
    static final String ONE = "/api/v2/tidegate/changefeeds/{id}";

    private static final int MESSAGES = 10;
    private static final int MOST_MESSAGES = 100;

    private final Changefeeds changefeeds;
    private final Callers callers;
    private final TicdcShapes shapes;
    private final InstantSource clock;

    OwnChangefeedRoutes(Changefeeds changefeeds, Callers callers, TicdcShapes shapes, InstantSource clock) {
        this.changefeeds = changefeeds;
        this.callers = callers;
        this.shapes = shapes;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v2/tidegate/preflight", Access.OPERATOR, this::preflight),
                Endpoint.post(ONE + "/duplicate", Access.OPERATOR, this::duplicate),
                Endpoint.post(ONE + "/rewind", Access.OPERATOR, this::rewind),
                Endpoint.post(ONE + "/rewind/preview", Access.VIEWER, this::previewRewind),
                Endpoint.post(ONE + "/scale", Access.OPERATOR, this::scale),
                Endpoint.get(ONE + "/progress", Access.VIEWER, this::progress),
                Endpoint.get(ONE + "/errors", Access.VIEWER, this::errors),
                Endpoint.get(ONE + "/messages", Access.OPERATOR, this::messages));
    }

    private void preflight(Context context) {
        Answers.send(
                context,
                Shapes.preflight(changefeeds.preflight(
                        ChangefeedRequests.create(JsonBody.of(context)),
                        callers.who().apply(context))));
    }

    private void duplicate(Context context) {
        JsonBody body = JsonBody.of(context);
        String id = body.text("id");
        String name = body.text("name");
        String start = body.text("start");
        boolean paused = body.flag("paused");
        body.end();
        String original = context.pathParam("id");
        ChangefeedView copy = changefeeds.duplicate(
                original, id, name, start, paused, callers.who().apply(context));
        Audited.subject(context, original + "/" + copy.id());
        Answers.send(context, shapes.detail(copy));
    }

    private void rewind(Context context) {
        String id = context.pathParam("id");
        changefeeds.rewind(id, target(context), callers.who().apply(context));
        Answers.send(context, shapes.detail(changefeeds.get(id)));
    }

    private void previewRewind(Context context) {
        Answers.send(context, Shapes.rewind(changefeeds.previewRewind(context.pathParam("id"), target(context))));
    }

    private void scale(Context context) {
        JsonBody body = JsonBody.of(context);
        int units = body.requiredWhole("rcu");
        body.end();
        String id = context.pathParam("id");
        changefeeds.scale(id, units, callers.who().apply(context));
        Answers.send(context, shapes.detail(changefeeds.get(id)));
    }

    private void progress(Context context) {
        Answers.send(context, ProgressShape.of(changefeeds.get(context.pathParam("id")), clock.instant()));
    }

    private void errors(Context context) {
        Answers.send(context, Answers.items(changefeeds.errors(context.pathParam("id")), ProgressShape::error));
    }

    private void messages(Context context) {
        int count = (int) Parameters.whole(context, "limit", MESSAGES, 1, MOST_MESSAGES);
        Answers.send(
                context,
                Answers.items(
                        changefeeds.messages(context.pathParam("id"), Parameters.text(context, "topic"), count),
                        Shapes::message));
    }

    private static String target(Context context) {
        JsonBody body = JsonBody.of(context);
        String to = body.required("to");
        body.end();
        return to;
    }
}

package io.tidegate.server.api;

import static io.tidegate.server.api.Parameters.inNamespace;

import io.javalin.http.Context;
import io.tidegate.server.access.Audited;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.JsonBody;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Changefeeds in TiCDC's Open API v2. */
final class ChangefeedRoutes {
    static final String ALL = "/api/v2/changefeeds";
    static final String ONE = ALL + "/{id}";

    private static final String EVERY_STATE = "all";
    private static final Set<String> STATES =
            Arrays.stream(ChangefeedState.values()).map(ChangefeedState::ticdc).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> STATES_BY_DEFAULT = Set.of("normal", "stopped", "failed", "warning", "pending");

    private final Changefeeds changefeeds;
    private final Callers callers;
    private final TicdcShapes shapes;
    private final ApiTime time;
    private final InstantSource clock;

    ChangefeedRoutes(Changefeeds changefeeds, Callers callers, TicdcShapes shapes, ApiTime time, InstantSource clock) {
        this.changefeeds = changefeeds;
        this.callers = callers;
        this.shapes = shapes;
        this.time = time;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(ALL, Access.VIEWER, inNamespace(this::list)),
                Endpoint.post(ALL, Access.OPERATOR, inNamespace(this::create)),
                Endpoint.get(ONE, Access.VIEWER, inNamespace(this::detail)),
                Endpoint.put(ONE, Access.OPERATOR, inNamespace(this::update)),
                Endpoint.delete(ONE, Access.OPERATOR, inNamespace(this::remove)),
                Endpoint.post(ONE + "/pause", Access.OPERATOR, inNamespace(this::pause)),
                Endpoint.post(ONE + "/resume", Access.OPERATOR, inNamespace(this::resume)),
                Endpoint.get(ONE + "/status", Access.VIEWER, inNamespace(this::status)),
                Endpoint.get(ONE + "/synced", Access.VIEWER, inNamespace(this::synced)));
    }

    private void list(Context context) {
        String state = Parameters.text(context, "state");
        if (state != null
                && !state.equals(EVERY_STATE)
                && !STATES.contains(state)
                && !STATES_BY_DEFAULT.contains(state)) {
            throw Parameters.wrong("state", state, "use all, normal, warning, stopped, failed or finished");
        }
        List<ChangefeedView> shown = changefeeds.list().stream()
                .filter(feed -> isShown(feed.state().ticdc(), state == null ? "" : state))
                .toList();
        Answers.send(context, Answers.list(shown, shapes::listItem));
    }

    private static boolean isShown(String state, String wanted) {
        return switch (wanted) {
            case "" -> STATES_BY_DEFAULT.contains(state);
            case EVERY_STATE -> true;
            default -> state.equals(wanted);
        };
    }

    private void create(Context context) {
        ChangefeedView created = changefeeds.create(
                ChangefeedRequests.create(JsonBody.of(context)), callers.who().apply(context));
        Audited.subject(context, created.id());
        Answers.send(context, shapes.detail(created));
    }

    private void detail(Context context) {
        Answers.send(context, shapes.detail(changefeeds.get(context.pathParam("id"))));
    }

    private void update(Context context) {
        String id = context.pathParam("id");
        Answers.send(
                context,
                shapes.detail(changefeeds.update(
                        id,
                        ChangefeedRequests.update(id, JsonBody.of(context)),
                        callers.who().apply(context))));
    }

    private void remove(Context context) {
        changefeeds.remove(context.pathParam("id"));
        Answers.sendNothing(context);
    }

    private void pause(Context context) {
        JsonBody.of(context).end();
        changefeeds.pause(context.pathParam("id"));
        Answers.sendNothing(context);
    }

    private void resume(Context context) {
        JsonBody body = JsonBody.of(context);
        Long checkpoint = body.unsigned("overwrite_checkpoint_ts");
        body.nothingIn(
                "a source is a registered cluster", "pd_addrs", "ca_path", "cert_path", "key_path", "cert_allowed_cn");
        body.end();
        String id = context.pathParam("id");
        if (checkpoint != null && checkpoint != 0) {
            changefeeds.rewind(
                    id,
                    "tso:" + Long.toUnsignedString(checkpoint),
                    callers.who().apply(context));
        }
        changefeeds.resume(id);
        Answers.sendNothing(context);
    }

    private void status(Context context) {
        Answers.send(context, shapes.status(changefeeds.get(context.pathParam("id"))));
    }

    private void synced(Context context) {
        Answers.send(context, SyncedShape.of(changefeeds.get(context.pathParam("id")), time, clock.instant()));
    }
}

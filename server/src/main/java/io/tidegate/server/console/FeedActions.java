package io.tidegate.server.console;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tidegate.server.access.AccessGate;
import io.tidegate.server.access.Audited;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.List;

/**
 * What operators do with a changefeed from its page or a list. Each sends the browser on to the page that shows the outcome and
 * says what was done; a refusal is shown where it was asked for.
 */
final class FeedActions {
    private static final String ONE = "/changefeeds/{id}/";

    private final Changefeeds changefeeds;

    FeedActions(Changefeeds changefeeds) {
        this.changefeeds = changefeeds;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(ONE + FeedAction.PAUSE.word(), Access.OPERATOR, this::pause),
                Endpoint.post(ONE + FeedAction.RESUME.word(), Access.OPERATOR, this::resume),
                Endpoint.post(ONE + FeedAction.SCALE.word(), Access.OPERATOR, this::scale),
                Endpoint.post(ONE + FeedAction.DUPLICATE.word(), Access.OPERATOR, this::duplicate),
                Endpoint.post(ONE + FeedAction.REWIND.word(), Access.OPERATOR, this::rewind),
                Endpoint.post(ONE + FeedAction.DELETE.word(), Access.OPERATOR, this::delete));
    }

    private void pause(Context context) {
        String id = context.pathParam("id");
        changefeeds.pause(id);
        show(context, id, FeedAction.PAUSE);
    }

    private void resume(Context context) {
        String id = context.pathParam("id");
        changefeeds.resume(id);
        show(context, id, FeedAction.RESUME);
    }

    private void scale(Context context) {
        String id = context.pathParam("id");
        changefeeds.scale(id, Posted.whole(context, "rcu"), AccessGate.principal(context));
        show(context, id, FeedAction.SCALE);
    }

    private void duplicate(Context context) {
        String original = context.pathParam("id");
        ChangefeedView copy = changefeeds.duplicate(
                original,
                Posted.text(context, "id").orElse(null),
                Posted.text(context, "name").orElse(null),
                Posted.text(context, "start").orElse(null),
                Posted.isTicked(context, "paused"),
                AccessGate.principal(context));
        Audited.subject(context, original + "/" + copy.id());
        show(context, copy.id(), FeedAction.DUPLICATE);
    }

    private void rewind(Context context) {
        String id = context.pathParam("id");
        changefeeds.rewind(id, Posted.required(context, "to"), AccessGate.principal(context));
        show(context, id, FeedAction.REWIND);
    }

    private void delete(Context context) {
        ChangefeedView feed = changefeeds.get(context.pathParam("id"));
        if (!Posted.required(context, "name").equals(feed.definition().name())) {
            throw Posted.wrong(
                    "name", "that is not the name of this changefeed", "Type its name exactly as it is shown.");
        }
        changefeeds.remove(feed.id());
        send(context, "/clusters/" + feed.definition().cluster() + "/changefeeds", FeedAction.DELETE);
    }

    private static void show(Context context, String id, FeedAction done) {
        send(context, "/changefeeds/" + id, done);
    }

    private static void send(Context context, String path, FeedAction done) {
        context.status(HttpStatus.NO_CONTENT).header("HX-Redirect", path + "?done=" + done.word());
    }
}

package io.tidegate.server.api;

import static io.tidegate.server.api.Parameters.inNamespace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.ServerIdentity;
import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.JsonBody;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The server itself in TiCDC's Open API v2, where a cluster of servers shares the work. Here one does it all: it is the only
 * capture and always the owner. What only makes sense with PD and etcd is refused by name.
 */
final class ServerRoutes {
    private static final String API = "/api/v2";
    private static final String CLUSTER = "default";
    private static final Set<String> LOG_LEVELS = Set.of("debug", "info", "warn", "error", "dpanic", "panic", "fatal");
    private static final Set<String> REDACTION = Set.of("off", "on", "marker");

    private final ServerIdentity server;
    private final Changefeeds changefeeds;
    private final InstantSource clock;

    ServerRoutes(ServerIdentity server, Changefeeds changefeeds, InstantSource clock) {
        this.server = server;
        this.changefeeds = changefeeds;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/status", Access.VIEWER, this::status),
                Endpoint.get(API + "/status", Access.VIEWER, this::status),
                Endpoint.get(API + "/health", Access.PUBLIC, Answers::sendNothing),
                Endpoint.get(API + "/captures", Access.VIEWER, this::captures),
                Endpoint.get(API + "/processors", Access.VIEWER, inNamespace(this::processors)),
                Endpoint.get(API + "/processors/{changefeed}/{capture}", Access.VIEWER, inNamespace(this::processor)),
                Endpoint.post(API + "/owner/resign", Access.ADMIN, Answers::sendNothing),
                Endpoint.post(API + "/log", Access.ADMIN, ServerRoutes::logLevel),
                Endpoint.post(API + "/log/redact", Access.ADMIN, ServerRoutes::redaction),
                Endpoint.post(API + "/tso", Access.VIEWER, this::tso),
                Endpoint.get(API + "/unsafe/metadata", Access.ADMIN, missing("etcd, whose content this is")),
                Endpoint.post(API + "/unsafe/resolve_lock", Access.ADMIN, missing("TiKV, whose locks these are")),
                Endpoint.delete(API + "/unsafe/service_gc_safepoint", Access.ADMIN, missing("PD, which keeps it")));
    }

    private void status(Context context) {
        Answers.send(
                context,
                Answers.object()
                        .put("version", server.version())
                        .put("git_hash", server.commit())
                        .put("id", server.id())
                        .put("cluster_id", CLUSTER)
                        .put("pid", ProcessHandle.current().pid())
                        .put("is_owner", true)
                        .put("liveness", 0));
    }

    private void captures(Context context) {
        Answers.send(context, Answers.list(List.of(server), capture -> Answers.object()
                .put("id", capture.id())
                .put("is_owner", true)
                .put("address", capture.address())
                .put("cluster_id", CLUSTER)));
    }

    private void processors(Context context) {
        List<ChangefeedView> running = changefeeds.list().stream()
                .filter(feed -> feed.state().ticdc().equals("normal"))
                .toList();
        Answers.send(context, Answers.list(running, this::processor));
    }

    private ObjectNode processor(ChangefeedView feed) {
        return Answers.object()
                .put("changefeed_id", feed.id())
                .put("namespace", "default")
                .put("keyspace", "default")
                .put("capture_id", server.id());
    }

    /** Tables of binlog sources have no ids. */
    private void processor(Context context) {
        changefeeds.get(context.pathParam("changefeed"));
        String capture = context.pathParam("capture");
        if (!capture.equals(server.id())) {
            throw new TidegateException(ErrorCode.CAPTURE_NOT_EXISTS, "capture not exists, " + capture);
        }
        ObjectNode answer = Answers.object();
        answer.putArray("table_ids");
        Answers.send(context, answer);
    }

    /** Commit timestamps of binlog sources are made from the time, so that is what there is to tell. */
    private void tso(Context context) {
        Answers.send(context, Answers.object().put("timestamp", clock.millis()).put("logic_time", 0));
    }

    private static void logLevel(Context context) {
        JsonBody body = JsonBody.of(context);
        String level = body.required("log_level").toLowerCase(Locale.ROOT);
        body.end();
        if (!LOG_LEVELS.contains(level)) {
            throw invalid("log_level", "fail to change log level: " + level);
        }
        if (!level.equals("info")) {
            throw invalid("log_level", "the level of the log is info and is only set when the server starts");
        }
        Answers.sendNothing(context);
    }

    /** The log never has rows or secrets in it. */
    private static void redaction(Context context) {
        JsonBody body = JsonBody.of(context);
        String mode = body.required("redact_info_log").toLowerCase(Locale.ROOT);
        body.end();
        if (!REDACTION.contains(mode)) {
            throw invalid("redact_info_log", "invalid redact_info_log " + mode);
        }
        if (!mode.equals("on")) {
            throw invalid("redact_info_log", "the log never shows rows, which cannot be changed");
        }
        Answers.send(context, Answers.object().put("previous_mode", "on").put("current_mode", "on"));
    }

    private static Handler missing(String what) {
        return context -> {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, context.path() + ": there is no " + what)
                    .withRemedy("Leave it out; a Tidegate server keeps everything in its data directory.");
        };
    }

    private static TidegateException invalid(String field, String detail) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, detail).withField(field);
    }
}

package io.tidegate.server.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.List;

/**
 * What those ask who look after the server: {@code /metrics}, {@code /healthz}, which answers while the process lives,
 * and {@code /readyz}, which is 503 with the reasons while the server cannot do its work.
 */
public final class OperationsEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OperationsEndpoints() {}

    /** @param anonymousMetrics whether {@code /metrics} is for everybody, else it needs a login or token */
    public static List<Endpoint> of(MetricsExport metrics, Readiness readiness, boolean anonymousMetrics) {
        return List.of(
                Endpoint.get(
                        "/metrics", anonymousMetrics ? Access.PUBLIC : Access.VIEWER, request -> request.contentType(
                                        MetricsExport.contentType())
                                .result(metrics.text())),
                Endpoint.get("/healthz", Access.PUBLIC, request -> request.contentType("text/plain; charset=utf-8")
                        .result("ok\n")),
                Endpoint.get("/readyz", Access.PUBLIC, request -> ready(request, readiness.reasons())));
    }

    private static void ready(Context request, List<String> reasons) {
        ObjectNode body = JSON.createObjectNode();
        body.put("ready", reasons.isEmpty());
        reasons.forEach(body.putArray("reasons")::add);
        request.status(reasons.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType("application/json")
                .result(body.toString());
    }
}

package io.tidegate.server.metrics;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long requests took. Nothing that a caller can choose freely becomes a label: a path that is not served is
 * {@code none}, a method that HTTP does not have is {@code other}.
 */
final class RequestDurations implements RequestLogger {
    private static final String NAME = "tidegate.http.request.duration";
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry registry;

    RequestDurations(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(Context request, Float millis) {
        String type = request.res().getContentType();
        if (type != null && type.startsWith("text/event-stream")) {
            return;
        }
        Endpoint endpoint = request.endpoints().matchedHttpEndpoint();
        String method = request.method().name();
        Timer.builder(NAME)
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("route", endpoint == null ? "none" : endpoint.path)
                .tag("status", Integer.toString(request.statusCode()))
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record((long) (millis * 1000), TimeUnit.MICROSECONDS);
    }
}

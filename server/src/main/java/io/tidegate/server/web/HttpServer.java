package io.tidegate.server.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.RequestLogger;
import io.javalin.http.util.AsyncExecutor;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.util.JavalinException;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import kotlin.LazyKt;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves a list of {@link Endpoint}s and nothing else, over HTTP or TLS. Each request passes, in this order: the check of
 * the host it is meant for, the limit of its size, the router, and the {@link Gate} with what its route needs; then its
 * handler. Owns its threads, a bounded number whatever is asked of it; the handlers run on them.
 */
public final class HttpServer implements AutoCloseable {
    /** The largest body of a request, in bytes. */
    static final long MAX_BODY = 1 << 20;

    private static final String FAILURE = "tidegate.failure";
    private static final int THREADS = 24;
    private static final int ASYNC_THREADS = 4;
    private static final int STOP_MILLIS = 3000;

    private final Javalin javalin;
    private final ExecutorService asyncWork;
    private final ListenSettings settings;

    private HttpServer(Javalin javalin, ExecutorService asyncWork, ListenSettings settings) {
        this.javalin = javalin;
        this.asyncWork = asyncWork;
        this.settings = settings;
    }

    /** A route as the router knows it. */
    public record Route(String method, String path, Set<RouteRole> roles) {}

    /** Begins to listen, and nobody hears of each request. */
    public static HttpServer start(
            ListenSettings settings, List<Endpoint> endpoints, Gate gate, ExceptionHandler<Exception> failures) {
        return start(settings, endpoints, gate, failures, (context, millis) -> {});
    }

    /**
     * Begins to listen.
     *
     * @param endpoints everything that is served
     * @param gate decides about each request
     * @param failures writes an exception as an answer: a {@link TidegateException}, an {@link HttpResponseException} of
     *     Javalin for what no route takes, or anything else as a defect
     * @param requests hears of each request that was answered, and in how many milliseconds
     * @throws TidegateException LISTEN_INSECURE for plain HTTP beyond this machine that nobody asked for, LISTEN_FAILED,
     *     TLS_CONFIG_FAILED
     */
    public static HttpServer start(
            ListenSettings settings,
            List<Endpoint> endpoints,
            Gate gate,
            ExceptionHandler<Exception> failures,
            RequestLogger requests) {
        if (settings.tls() == null && !settings.insecureHttp() && !settings.loopback()) {
            throw new TidegateException(ErrorCode.LISTEN_INSECURE, settings.toString());
        }
        ExecutorService asyncWork = asyncWork();
        SecurityHeaders headers = new SecurityHeaders(settings.secure());
        HostCheck hosts = new HostCheck(settings);
        WebConnector connector = new WebConnector(settings, headers);
        try {
            Javalin javalin = Javalin.create(config -> {
                bound(config, asyncWork);
                config.requestLogger.http(requests);
                config.jetty.addConnector((server, http) -> connector.on(server));
                config.jetty.modifyServer(server -> {
                    server.insertHandler(WebConnector.patience());
                    server.setErrorHandler(new RefusedRequests(headers));
                    server.setStopTimeout(STOP_MILLIS);
                });
                config.routes.before(context -> {
                    hosts.check(context.header("Host"));
                    checkSize(context);
                });
                config.routes.beforeMatched(context -> gate.admit(context, needed(context)));
                config.routes.afterMatched(gate::conclude);
                config.routes.exception(Exception.class, noting(failures));
                config.routes.exception(HttpResponseException.class, failures);
                // The client went away in the middle of its request: nobody reads an answer.
                config.routes.exception(EofException.class, (gone, context) -> context.status(400));
                for (Endpoint endpoint : endpoints) {
                    config.routes.addHttpHandler(
                            endpoint.method(), endpoint.path(), endpoint.handler(), endpoint.access());
                }
            });
            javalin.start();
            return new HttpServer(javalin, asyncWork, settings);
        } catch (JavalinException e) {
            asyncWork.shutdown();
            throw new TidegateException(ErrorCode.LISTEN_FAILED, settings + ": " + rootMessage(e), e);
        } catch (RuntimeException e) {
            asyncWork.shutdown();
            throw e;
        }
    }

    /** Where it can be reached from this machine, or the public URL if it has one. */
    public URI url() {
        URI url = settings.publicUrl();
        if (url != null) {
            return url;
        }
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create((settings.tls() == null ? "http://" : "https://") + host + ":" + port());
    }

    /** The error that a request ended with, empty if there is none in the catalogue or it is still under way. */
    public static Optional<ErrorCode> failure(Context context) {
        return Optional.ofNullable(context.<ErrorCode>attribute(FAILURE));
    }

    /** The port it listens at. */
    public int port() {
        return javalin.port();
    }

    /** What the router has, with the roles it knows of each route. */
    public List<Route> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map((ParsedEndpoint parsed) -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> {
                    Roles roles = endpoint.metadata(Roles.class);
                    return new Route(
                            endpoint.method.name(), endpoint.path, roles == null ? Set.of() : roles.getRoles());
                })
                .toList();
    }

    /** Takes no more requests and waits some seconds for those under way. Idempotent. */
    @Override
    public void close() {
        javalin.stop();
        asyncWork.shutdown();
    }

    private static void bound(JavalinConfig config, ExecutorService asyncWork) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = MAX_BODY;
        config.http.prefer405over404 = true;
        config.concurrency.executor = LazyKt.lazyOf(new AsyncExecutor(asyncWork));
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4, 60_000);
        threads.setName("tidegate-http");
        config.jetty.threadPool = threads;
    }

    private static ExecutorService asyncWork() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                ASYNC_THREADS, ASYNC_THREADS, 60, TimeUnit.SECONDS, new ArrayBlockingQueue<>(256), work -> {
                    Thread thread = new Thread(work, "tidegate-http-async");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Keeps the error for whoever hears of the outcome, and tells the client how long to wait. */
    private static ExceptionHandler<Exception> noting(ExceptionHandler<Exception> failures) {
        return (error, context) -> {
            if (error instanceof TidegateException known) {
                context.attribute(FAILURE, known.code());
                Duration wait = known.retryAfter();
                if (wait != null) {
                    context.header(
                            "Retry-After",
                            Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
                }
            }
            failures.handle(error, context);
        };
    }

    private static void checkSize(Context context) {
        if (context.req().getContentLengthLong() > MAX_BODY) {
            throw new ContentTooLargeResponse("The body of a request may have " + MAX_BODY + " bytes");
        }
    }

    /** A HEAD for which there is only a GET comes here without a route of its own. */
    private static Access needed(Context context) {
        return context.routeRoles().stream()
                .map(Access.class::cast)
                .findFirst()
                .orElseThrow(MethodNotAllowedResponse::new);
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}

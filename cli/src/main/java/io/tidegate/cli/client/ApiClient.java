package io.tidegate.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one server. What it refuses, and a server that is not there, become a {@link TidegateException} with the
 * server's own code or one that names the address.
 */
public final class ApiClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Creating a changefeed looks at both of its ends first, and each look may take a minute. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(10);

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NO_LONGER_OK = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerAddress server;
    private final @Nullable Secret token;
    private final ProgressLine progress;
    private final HttpClient http;
    private final Map<String, String> headers;

    /**
     * @param token shows who asks; null for nobody
     * @param ca file with the authorities of the server's certificate; null for those of this Java
     * @param progress is told while an answer is waited for
     */
    ApiClient(ServerAddress server, @Nullable Secret token, @Nullable Path ca, ProgressLine progress) {
        this.server = server;
        this.token = token;
        this.progress = progress;
        this.headers = Map.of();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .connectTimeout(CONNECT_TIMEOUT);
        if (ca != null) {
            builder.sslContext(ServerTrust.of(ca));
        }
        this.http = builder.build();
    }

    private ApiClient(ApiClient like, Map<String, String> headers) {
        this.server = like.server;
        this.token = like.token;
        this.progress = like.progress;
        this.http = like.http;
        this.headers = headers;
    }

    /** The same client, whose requests say something more. */
    public ApiClient saying(String header, String value) {
        return new ApiClient(this, Map.of(header, value));
    }

    /** An empty object to fill and send. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public ApiAnswer get(ApiPath path) {
        return exchange(request(path).GET());
    }

    public ApiAnswer post(ApiPath path, JsonNode body) {
        return exchange(request(path).header("Content-Type", "application/json").POST(body(body)));
    }

    public ApiAnswer put(ApiPath path, JsonNode body) {
        return exchange(request(path).header("Content-Type", "application/json").PUT(body(body)));
    }

    public ApiAnswer delete(ApiPath path) {
        return exchange(request(path).DELETE());
    }

    /**
     * Hands on the lines of a stream of server-sent events as they come, until the server ends it or no more are wanted.
     *
     * @param line returns whether more are wanted
     * @throws TidegateException also when the stream breaks
     */
    public void lines(ApiPath path, Predicate<String> line) {
        HttpResponse<Stream<String>> answer =
                send(request(path).header("Accept", "text/event-stream").GET().build(), BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            if (answer.statusCode() != OK) {
                throw ApiProblem.of(answer.statusCode(), json(String.join("\n", lines.toList())), server);
            }
            boolean unused = lines.allMatch(line);
        } catch (UncheckedIOException e) {
            throw unreachable(e.getCause());
        }
    }

    private HttpRequest.Builder request(ApiPath path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path.toString()))
                .timeout(ANSWER_TIMEOUT)
                .header("User-Agent", "tidegate-cli");
        headers.forEach(request::header);
        if (token != null) {
            token.reveal(text -> request.header("Authorization", "Bearer " + text));
        }
        return request;
    }

    private static HttpRequest.BodyPublisher body(JsonNode body) {
        return BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
    }

    private ApiAnswer exchange(HttpRequest.Builder request) {
        HttpResponse<String> answer =
                send(request.header("Accept", "application/json").build(), BodyHandlers.ofString());
        String text = answer.statusCode() == NO_CONTENT ? "{}" : answer.body();
        JsonNode json = json(text);
        if (answer.statusCode() < OK || answer.statusCode() >= NO_LONGER_OK) {
            progress.close();
            throw ApiProblem.of(answer.statusCode(), json, server);
        }
        if (json == null) {
            progress.close();
            throw new TidegateException(ErrorCode.SERVER_ANSWER, server + " did not answer with JSON");
        }
        return new ApiAnswer(text, json);
    }

    /** Null for what is not JSON. */
    private static @Nullable JsonNode json(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, body);
        long begin = System.nanoTime();
        try {
            while (true) {
                try {
                    return answer.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException stillWaiting) {
                    progress.elapsed(Duration.ofNanos(System.nanoTime() - begin));
                }
            }
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.SERVER_UNREACHABLE, "the wait for " + server + " was ended", e);
        }
    }

    private TidegateException unreachable(@Nullable IOException cause) {
        progress.close();
        if (cause instanceof SSLException tls) {
            return new TidegateException(ErrorCode.SERVER_TLS_FAILED, server + ": " + reason(tls), tls);
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return failure("nobody answers at " + server, cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return failure(server + " did not answer within " + ANSWER_TIMEOUT.toMinutes() + " minutes", cause);
        }
        if (cause instanceof ConnectException) {
            return failure(
                    server + (isUnknownHost(cause) ? ": the host has no address" : ": connection refused"), cause);
        }
        TidegateException broken = failure(server + ": the connection broke", cause);
        return server.isTls()
                ? broken
                : broken.withRemedy(
                        "Check that a Tidegate server runs there; if it serves TLS, write --server as https://.");
    }

    private static boolean isUnknownHost(Throwable failure) {
        return isCausedBy(failure, UnresolvedAddressException.class);
    }

    private static String reason(SSLException failure) {
        return isCausedBy(failure, CertPathBuilderException.class)
                ? "its certificate is signed by an authority that is not trusted here"
                : String.valueOf(failure.getMessage());
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static TidegateException failure(String detail, @Nullable IOException cause) {
        return new TidegateException(ErrorCode.SERVER_UNREACHABLE, detail, cause);
    }
}

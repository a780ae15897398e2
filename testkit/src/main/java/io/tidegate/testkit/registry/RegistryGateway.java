package io.tidegate.testkit.registry;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a schema registry: an HTTP server on the loopback address that asks for a login and hands requests
 * on, or answers in the registry's place, late, wrongly or not at all. Thread safe.
 */
public final class RegistryGateway implements AutoCloseable {
    private final HttpServer server;
    private final String upstream;
    private final String login;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> requests = new ArrayList<>();
    private volatile @Nullable Answer forced;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private record Answer(int status, String body) {}

    /**
     * Opens a gateway without TLS.
     *
     * @param upstream the address of the registry
     * @param login {@code user:password} that is asked for, empty for none
     */
    public RegistryGateway(String upstream, String login) {
        this(upstream, login, null);
    }

    /** The same with TLS, when there is a context for it. */
    public RegistryGateway(String upstream, String login, @Nullable SSLContext tls) {
        this.upstream = upstream;
        this.login = login;
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = https;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no port to listen on", e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Its address without a login; the host is the one given, so that it can be one of a certificate. */
    public String url(String host) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://" + host + ":" + server.getAddress().getPort();
    }

    /** Its address without a login. */
    public String url() {
        return url("127.0.0.1");
    }

    /** From now on every request has this answer. */
    public void answer(int status, String body) {
        forced = new Answer(status, body);
    }

    /** From now on no request has an answer. */
    public void stall() {
        gate = new CountDownLatch(1);
    }

    /** From now on requests go through, those that wait as well. */
    public void pass() {
        forced = null;
        gate.countDown();
    }

    /** Method and path of all requests, in order. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        synchronized (requests) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        }
        try (exchange) {
            gate.await();
            Answer answer = forced;
            if (answer != null) {
                respond(exchange, answer.status(), answer.body());
            } else if (!isAllowed(exchange.getRequestHeaders())) {
                respond(exchange, 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
            } else {
                forward(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAllowed(Headers headers) {
        String expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return login.isEmpty() || expected.equals(headers.getFirst("Authorization"));
    }

    private void forward(HttpExchange exchange) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(upstream + exchange.getRequestURI()));
        for (String name : List.of("Accept", "Content-Type")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        request.method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        respond(exchange, response.statusCode(), response.body());
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

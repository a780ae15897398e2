package io.tidegate.kafka.registry;

import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.SchemaRegistryConfig.Login;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.registry.HttpRegistry.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a schema registry. The login goes with every request and never to another address, so redirects are not
 * followed. A short trouble, a broken connection or a 5xx, is tried over twice within a second; an answer that does not
 * come is waited for once. Thread safe.
 */
final class RegistryConnection {
    private static final String ACCEPT =
            "application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json, application/json";
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final SchemaRegistryConfig config;
    private final RegistryFailures failures;
    private final HttpClient client;

    /** @throws TidegateException SCHEMA_REGISTRY when the file of authorities cannot be used */
    RegistryConnection(SchemaRegistryConfig config, RegistryFailures failures) {
        this.config = config;
        this.failures = failures;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(config.timeout());
        if (config.ca() != null) {
            builder.sslContext(RegistryTls.trusting(config.ca(), failures));
        }
        this.client = builder.build();
    }

    Answer get(String path) {
        return ask(request(path).GET().build());
    }

    Answer post(String path, String body) {
        return ask(request(path)
                .header("Content-Type", CONTENT_TYPE)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(config.url() + path)).header("Accept", ACCEPT);
        Login login = config.login();
        if (login != null) {
            request.header("Authorization", "Basic " + login.password().reveal(password -> basic(login, password)));
        }
        return request;
    }

    private static String basic(Login login, String password) {
        return Base64.getEncoder().encodeToString((login.user() + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Answer ask(HttpRequest request) {
        IOException trouble = null;
        Answer answer = null;
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                trouble = null;
                try {
                    answer = once(request);
                    if (answer.status() < 500) {
                        return answer;
                    }
                } catch (IOException e) {
                    trouble = e;
                    if (!RegistryFailures.mayPass(e)) {
                        break;
                    }
                }
                if (attempt < ATTEMPTS) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis() * attempt);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(e);
        } catch (TimeoutException e) {
            throw failures.silent(e);
        }
        return outcome(trouble, answer);
    }

    private Answer outcome(@Nullable IOException trouble, @Nullable Answer answer) {
        if (trouble != null) {
            throw failures.of(trouble);
        }
        if (answer == null) {
            throw new IllegalStateException("neither an answer nor a trouble");
        }
        return answer;
    }

    /** The client's own limit ends with the first line of an answer; this one counts to its end. */
    private Answer once(HttpRequest request) throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<HttpResponse<String>> future = client.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> response = future.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            future.cancel(true);
        }
    }
}

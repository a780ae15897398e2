package io.tidegate.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider Keycloak as a child process, on a port of 127.0.0.1 without TLS, where {@code
 * testbed/keycloak/install} has put one: in {@code TIDEGATE_KEYCLOAK_HOME}, or in the cache directory of the user. Its
 * database is in memory and gone after {@link #close}. A start takes half a minute.
 */
public final class LocalKeycloak implements AutoCloseable {
    private static final String ADMIN = "testbed";
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory = Directories.temporary("tidegate-keycloak-");
    private final int port = FreePort.next();
    private @Nullable ChildProcess server;

    private LocalKeycloak() {}

    /** Where one is, if there is one. */
    public static Optional<Path> home() {
        return InstalledServer.find("TIDEGATE_KEYCLOAK_HOME", "keycloak");
    }

    /**
     * Starts one and returns when it answers.
     *
     * @throws IllegalStateException if there is none, or it does not start
     */
    public static LocalKeycloak start() {
        Path home = home().orElseThrow(() -> new IllegalStateException("no Keycloak: run testbed/keycloak/install"));
        LocalKeycloak keycloak = new LocalKeycloak();
        try {
            keycloak.run(home);
            return keycloak;
        } catch (RuntimeException failure) {
            keycloak.close();
            throw failure;
        }
    }

    /** The issuer of a realm. */
    public URI issuer(String realm) {
        return url("/realms/" + realm);
    }

    /**
     * Makes a realm.
     *
     * @param json a realm representation of Keycloak's admin API, with its clients, groups and users
     */
    public void createRealm(String json) {
        String form = "client_id=admin-cli&grant_type=password&username=" + ADMIN + "&password="
                + URLEncoder.encode(ADMIN, StandardCharsets.UTF_8);
        HttpResponse<String> login = send(HttpRequest.newBuilder(url("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        Matcher token = ACCESS_TOKEN.matcher(login.body());
        if (!token.find()) {
            throw new IllegalStateException("the administrator cannot log in: " + login.statusCode());
        }
        HttpResponse<String> made = send(HttpRequest.newBuilder(url("/admin/realms"))
                .header("Authorization", "Bearer " + token.group(1))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
        if (made.statusCode() != 201) {
            throw new IllegalStateException("the realm is refused: " + made.statusCode() + " " + made.body());
        }
    }

    @Override
    public void close() {
        ChildProcess running = server;
        server = null;
        if (running != null) {
            running.terminate(STOP_LIMIT);
        }
        Directories.delete(directory);
    }

    private void run(Path home) {
        List<String> command = List.of(
                "env",
                "KC_BOOTSTRAP_ADMIN_USERNAME=" + ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD=" + ADMIN,
                "JAVA_OPTS_KC_HEAP=-Xms64m -Xmx512m",
                "JAVA_OPTS_APPEND=-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + directory,
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname-strict=false");
        ChildProcess started = ChildProcess.start(command, directory, directory.resolve("keycloak.log"));
        server = started;
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Keycloak does not start, it printed:\n" + started.printed());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean answers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(issuer("master"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keycloak starts", e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}

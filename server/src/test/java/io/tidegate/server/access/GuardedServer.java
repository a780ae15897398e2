package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.HttpServer;
import io.tidegate.server.web.ListenSettings;
import io.tidegate.server.web.Problems;
import io.tidegate.state.StateStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A server with nothing but access control, a state file of its own, a clock that stands still, and a route for each role:
 * {@code GET} and {@code POST /for/ROLE/{id}}.
 */
public final class GuardedServer implements AutoCloseable {
    public static final String VIEWER_PASSWORD = "Only looks, touches nothing";
    public static final String OPERATOR_PASSWORD = "Turns the handles all day";

    private final StateStore state;
    private final HttpServer server;
    private final TestClock clock = new TestClock();
    private final Path directory;
    private final AccessControl control;

    public GuardedServer(Path directory) {
        this(directory, ListenSettings.parse("127.0.0.1:0"));
    }

    public GuardedServer(Path directory, ListenSettings listen) {
        this(directory, listen, null);
    }

    /** @param oidc a provider, null for none */
    GuardedServer(Path directory, ListenSettings listen, OidcSettings oidc) {
        this.directory = directory;
        this.state = StateStore.open(directory, clock);
        SecureRandom random = new SecureRandom();
        this.control = AccessControl.open(
                state.accounts(), state.audit(), directory, listen, oidc, clock, random, Passwords.weak(random));
        control.firstStart();
        if (control.accounts().list().size() == 1) {
            control.accounts().create("vera", Role.VIEWER, new Secret(VIEWER_PASSWORD));
            control.accounts().create("otto", Role.OPERATOR, new Secret(OPERATOR_PASSWORD));
        }
        List<Endpoint> endpoints = new ArrayList<>(control.endpoints());
        for (Access access : Access.values()) {
            String path = "/for/" + access.name() + "/{id}";
            endpoints.add(Endpoint.get(path, access, context -> context.result("inside")));
            endpoints.add(Endpoint.post(path, access, context -> context.result("inside")));
        }
        this.server = HttpServer.start(listen, endpoints, control.gate(), new Problems());
    }

    public HttpServer http() {
        return server;
    }

    public TestClock clock() {
        return clock;
    }

    public AccessControl control() {
        return control;
    }

    /** Nobody. */
    public Client client() {
        return Client.of(URI.create("http://127.0.0.1:" + server.port()));
    }

    /** The administrator of the first start, logged in. */
    public Client admin() throws IOException, InterruptedException {
        return client().loggedIn("admin", adminPassword());
    }

    /** An operator, logged in. */
    public Client operator() throws IOException, InterruptedException {
        return client().loggedIn("otto", OPERATOR_PASSWORD);
    }

    /** A viewer, logged in. */
    public Client viewer() throws IOException, InterruptedException {
        return client().loggedIn("vera", VIEWER_PASSWORD);
    }

    String adminPassword() throws IOException {
        return Files.readString(directory.resolve("admin-password")).strip();
    }

    @Override
    public void close() {
        server.close();
        state.close();
    }
}

package io.tidegate.server;

import io.tidegate.config.Secret;
import io.tidegate.feed.FeedRuntime;
import io.tidegate.server.access.AccessControl;
import io.tidegate.server.access.AccessGate;
import io.tidegate.server.access.FileRoots;
import io.tidegate.server.access.Guard;
import io.tidegate.server.access.ProbeLimit;
import io.tidegate.server.api.Api;
import io.tidegate.server.api.Callers;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.FeedUse;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.console.Console;
import io.tidegate.server.console.wizard.Drafts;
import io.tidegate.server.metrics.MetricsExport;
import io.tidegate.server.metrics.OperationsEndpoints;
import io.tidegate.server.metrics.Readiness;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.HttpServer;
import io.tidegate.server.web.Problems;
import io.tidegate.state.FeedStore;
import io.tidegate.state.StateStore;
import io.tidegate.state.vault.Vault;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A server: the state of its data directory, the threads that all changefeeds share, its clusters and changefeeds, and
 * the HTTP server before them. It runs from {@link #start} until {@link #close}, which drains all changefeeds and takes
 * ten seconds at most. Here its parts are joined.
 */
public final class TidegateServer implements AutoCloseable {
    /** The first changefeeds take no more of the memory than so many would, since others come. */
    private static final int EXPECTED_CHANGEFEEDS = 16;

    private final Opened opened;
    private final Clusters clusters;
    private final Changefeeds changefeeds;
    private final HttpServer http;
    private final AccessControl access;
    private final Optional<Secret> firstPassword;

    private TidegateServer(
            Opened opened,
            Clusters clusters,
            Changefeeds changefeeds,
            HttpServer http,
            AccessControl access,
            Optional<Secret> firstPassword) {
        this.opened = opened;
        this.clusters = clusters;
        this.changefeeds = changefeeds;
        this.http = http;
        this.access = access;
        this.firstPassword = firstPassword;
    }

    /**
     * Starts a server, and in it the changefeeds that are meant to run.
     *
     * @param dataDir its state; made if it is not there
     * @param connectors the way to sources and sinks, given the name by which the server is told from others
     * @param environment where the key of the vault may be named
     * @param version of this program
     * @throws io.tidegate.error.TidegateException if the state cannot be used, or the server cannot listen
     */
    public static TidegateServer start(
            Path dataDir,
            ServerSettings settings,
            Function<String, Connectors> connectors,
            Map<String, String> environment,
            String version) {
        InstantSource clock = InstantSource.system();
        Opened opened = new Opened();
        try {
            StateStore state = opened.add(StateStore.open(dataDir, clock));
            Vault vault = state.vault(environment);
            FeedStore feeds = state.changefeeds(vault);
            Connectors ends = connectors.apply(state.serverName());
            Guard guard = new Guard(new FileRoots(settings.fileRoots()), new ProbeLimit(clock));
            Clusters clusters = new Clusters(
                    state.clusters(vault), new FeedUse(feeds), ends, guard, clock, settings.maxChangefeedsPerCluster());
            FeedRuntime runtime = opened.add(FeedRuntime.forThisMachine(EXPECTED_CHANGEFEEDS));
            Changefeeds changefeeds =
                    opened.add(new Changefeeds(state, feeds, clusters, ends, runtime, guard, clock, version));
            Readiness readiness = opened.add(new Readiness(state::tryWrite));
            MetricsExport metrics =
                    opened.add(new MetricsExport(changefeeds::figures, changefeeds::retained, readiness, clock));
            AccessControl access = AccessControl.open(
                    state.accounts(), state.audit(), dataDir, settings.listen(), settings.oidc(), clock);
            Optional<Secret> firstPassword = access.firstStart();
            List<Endpoint> endpoints = new ArrayList<>(access.endpoints());
            endpoints.addAll(OperationsEndpoints.of(metrics, readiness, settings.anonymousMetrics()));
            ServerIdentity identity = new ServerIdentity(
                    version, "", state.serverName(), settings.listen().toString());
            Api api = opened.add(new Api(
                    identity,
                    changefeeds,
                    clusters,
                    new Callers(AccessGate::principal, access.gate()::stillGood),
                    clock,
                    ZoneId.systemDefault()));
            endpoints.addAll(api.endpoints());
            endpoints.add(Api.document(endpoints));
            Console console = new Console(
                    clusters,
                    changefeeds,
                    access.audit(),
                    new Drafts(state.drafts(vault), clock),
                    settings.oidc() != null,
                    clock,
                    version);
            endpoints.addAll(console.endpoints());
            HttpServer http = opened.add(HttpServer.start(
                    settings.listen(), endpoints, access.gate(), console.failures(new Problems()), metrics.requests()));
            opened.add((AutoCloseable) api::endStreams);
            changefeeds.start();
            metrics.start();
            readiness.started();
            opened.add((AutoCloseable) readiness::stopping);
            return new TidegateServer(opened, clusters, changefeeds, http, access, firstPassword);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    public Clusters clusters() {
        return clusters;
    }

    public Changefeeds changefeeds() {
        return changefeeds;
    }

    /** Where it can be reached. */
    public URI url() {
        return http.url();
    }

    /**
     * A URL that logs an account in once, within ten minutes, for whoever started this server.
     *
     * @return a secret: whoever follows it is that account
     */
    public Secret loginLink(String account) {
        return access.loginPath(account).reveal(path -> new Secret(url() + path));
    }

    /** What it serves, as the router has it. */
    public List<HttpServer.Route> routes() {
        return http.routes();
    }

    /** The password of the account {@code admin} if this start made it, to be shown on a terminal and nowhere else. */
    public Optional<Secret> firstPassword() {
        return firstPassword;
    }

    @Override
    public void close() {
        opened.close();
    }
}

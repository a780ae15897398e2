package io.tidegate.server;

import io.tidegate.feed.FeedRuntime;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.FeedUse;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.state.FeedStore;
import io.tidegate.state.StateStore;
import io.tidegate.state.vault.Vault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * A server: the state of its data directory, the threads that all changefeeds share, its clusters and changefeeds. It
 * runs from {@link #start} until {@link #close}, which drains all changefeeds and takes ten seconds at most.
 */
public final class TidegateServer implements AutoCloseable {
    private final StateStore state;
    private final FeedRuntime runtime;
    private final Clusters clusters;
    private final Changefeeds changefeeds;

    private TidegateServer(StateStore state, FeedRuntime runtime, Clusters clusters, Changefeeds changefeeds) {
        this.state = state;
        this.runtime = runtime;
        this.clusters = clusters;
        this.changefeeds = changefeeds;
    }

    /**
     * Starts a server, and in it the changefeeds that are meant to run.
     *
     * @param dataDir its state; made if it is not there
     * @param connectors the way to sources and sinks, given the name by which the server is told from others
     * @param environment where the key of the vault may be named
     * @param version of this program
     * @throws io.tidegate.error.TidegateException if the state cannot be used
     */
    public static TidegateServer start(
            Path dataDir,
            ServerSettings settings,
            Function<String, Connectors> connectors,
            Map<String, String> environment,
            String version) {
        InstantSource clock = InstantSource.system();
        StateStore state = StateStore.open(dataDir, clock);
        try {
            Vault vault = state.vault(environment);
            FeedStore feeds = state.changefeeds(vault);
            Connectors ends = connectors.apply(state.serverName());
            Clusters clusters = new Clusters(
                    state.clusters(vault), new FeedUse(feeds), ends, clock, settings.maxChangefeedsPerCluster());
            FeedRuntime runtime = FeedRuntime.forThisMachine();
            Changefeeds changefeeds = new Changefeeds(state, feeds, clusters, ends, runtime, clock, version);
            changefeeds.start();
            return new TidegateServer(state, runtime, clusters, changefeeds);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    public Clusters clusters() {
        return clusters;
    }

    public Changefeeds changefeeds() {
        return changefeeds;
    }

    @Override
    public void close() {
        changefeeds.close();
        runtime.close();
        state.close();
    }
}

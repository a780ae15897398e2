package io.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.cli.Main;
import io.tidegate.cli.ServerConnectors;
import io.tidegate.config.Secret;
import io.tidegate.feed.FeedStatus;
import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import io.tidegate.server.access.Accounts;
import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.NewChangefeed;
import io.tidegate.server.cluster.ClusterRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A {@code tidegate server} in this process, at a free port of the loopback address, with the shop as its cluster and one
 * changefeed that begins with what is committed once it has started.
 */
final class ShopServer implements AutoCloseable {
    /** The start of the name of every topic. */
    static final String TOPICS = "shop_";

    private static final String ID = "shop";
    private static final Principal OPERATOR = new Principal("demo", Role.ADMIN, Principal.Via.LOCAL);
    /** {@code force_replicate}: audit_log has no key. */
    private static final String REPLICA_CONFIG = """
            {
              "force_replicate": true,
              "filter": {"rules": ["shop.*"]},
              "sink": {"dispatchers": [{"matcher": ["shop.*"], "topic": "{schema}_{table}", "partition": "index-value"}]}
            }
            """;

    private final TidegateServer server;

    private ShopServer(TidegateServer server) {
        this.server = server;
    }

    /**
     * Starts both.
     *
     * @param warnings told of checks that hold with a reservation
     * @throws io.tidegate.error.TidegateException if the changefeed cannot begin
     */
    static ShopServer start(Servers servers, Path dataDir, Consumer<Check> warnings) {
        ServerSettings settings = ServerSettings.defaults().listeningAt("127.0.0.1:0");
        TidegateServer server = TidegateServer.start(dataDir, settings, ServerConnectors::new, Map.of(), Main.VERSION);
        try {
            server.clusters()
                    .register(new ClusterRequest(ID, "Shop", servers.sourceUri(), servers.feedPassword()), OPERATOR);
            Changefeeds changefeeds = server.changefeeds();
            NewChangefeed wanted = changefeed(servers.brokers());
            changefeeds.preflight(wanted, OPERATOR).checks().stream()
                    .filter(check -> check.status() == Status.WARN)
                    .forEach(warnings);
            changefeeds.create(wanted, OPERATOR);
            return new ShopServer(server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    FeedStatus status() {
        return server.changefeeds().get(ID).status();
    }

    /** Opens the console for whoever follows it first. */
    Secret consoleLink() {
        return server.loginLink(Accounts.FIRST_ADMIN);
    }

    /** Drains the changefeed and stops. */
    @Override
    public void close() {
        server.close();
    }

    private static NewChangefeed changefeed(String brokers) {
        String sinkUri = "kafka://" + brokers + "/" + TOPICS
                + "schema?protocol=canal-json&enable-tidb-extension=true&partition-num=3&replication-factor=1";
        return new NewChangefeed(
                ID, "Shop to Kafka", ID, new Secret(sinkUri), replicaConfig(), ZoneId.of("UTC"), null, 0, 0, false);
    }

    private static JsonNode replicaConfig() {
        try {
            return new JsonMapper().readTree(REPLICA_CONFIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

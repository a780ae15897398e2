package io.tidegate.server.cluster;

import io.tidegate.check.Check;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceUri;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.server.Connectors;
import io.tidegate.server.Names;
import io.tidegate.server.access.Guard;
import io.tidegate.server.access.Principal;
import io.tidegate.source.SourceCapability;
import io.tidegate.state.ClusterStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source clusters of a server. Thread safe; changes are stored before they hold. */
public final class Clusters {
    private static final Logger log = LoggerFactory.getLogger(Clusters.class);

    private final ClusterStore store;
    private final ClusterUse use;
    private final Connectors connectors;
    private final Guard guard;
    private final InstantSource clock;
    private final int changefeedLimit;
    private final Map<String, SourceCluster> clusters = new ConcurrentHashMap<>();

    /**
     * Reads the clusters that are stored.
     *
     * @param use which changefeeds a cluster has
     * @param guard what an account may do with files and connections
     * @param changefeedLimit how many changefeeds a cluster may have
     */
    public Clusters(
            ClusterStore store,
            ClusterUse use,
            Connectors connectors,
            Guard guard,
            InstantSource clock,
            int changefeedLimit) {
        this.store = store;
        this.use = use;
        this.connectors = connectors;
        this.guard = guard;
        this.clock = clock;
        this.changefeedLimit = changefeedLimit;
        store.all().stream().map(ClusterJson::read).forEach(cluster -> clusters.put(cluster.id(), cluster));
    }

    /** All of them, by id. */
    public List<SourceCluster> list() {
        return clusters.values().stream()
                .sorted(Comparator.comparing(SourceCluster::id))
                .toList();
    }

    /** @throws TidegateException CLUSTER_NOT_EXISTS */
    public SourceCluster get(String id) {
        SourceCluster cluster = clusters.get(id);
        if (cluster == null) {
            throw new TidegateException(ErrorCode.CLUSTER_NOT_EXISTS, id);
        }
        return cluster;
    }

    /**
     * The cluster that is meant when a request may leave it out.
     *
     * @throws TidegateException API_INVALID_PARAM when there is not exactly one, CLUSTER_NOT_EXISTS
     */
    public SourceCluster getOrOnly(@Nullable String id) {
        if (id != null) {
            return get(id);
        }
        if (clusters.size() != 1) {
            throw new TidegateException(
                            ErrorCode.API_INVALID_PARAM, "no source cluster is named and there are " + clusters.size())
                    .withRemedy("Name the source cluster; register one first if there is none.");
        }
        return list().get(0);
    }

    /** How many changefeeds a cluster may have. */
    public int changefeedLimit() {
        return changefeedLimit;
    }

    /** What a source of this kind can do; empty for a kind that is not there yet. */
    public Set<SourceCapability> capabilities(SourceKind kind) {
        return connectors.capabilities(kind).orElse(Set.of());
    }

    /**
     * Registers a cluster. It need not be reachable: {@link #test} tells.
     *
     * @throws TidegateException SOURCE_URI_INVALID, CLUSTER_ALREADY_EXISTS, API_INVALID_PARAM, and what the guard refuses
     */
    public synchronized SourceCluster register(ClusterRequest request, Principal who) {
        SourceEndpoint endpoint = endpoint(request);
        guard.requireFiles(endpoint, null, who);
        String id = request.id() != null
                ? Names.requireId("cluster_id", request.id())
                : Names.idFor(request.name() == null ? endpoint.host() : request.name(), clusters::containsKey)
                        .orElse("cluster");
        if (clusters.containsKey(id)) {
            throw new TidegateException(ErrorCode.CLUSTER_ALREADY_EXISTS, id);
        }
        String name = request.name() == null ? id : Names.requireName("name", request.name());
        Instant now = clock.instant();
        return save(new SourceCluster(id, name, shown(request), endpoint, now, now));
    }

    /**
     * Changes a cluster; its kind stays. Changefeeds that run keep their connection, so none may.
     *
     * @throws TidegateException CLUSTER_NOT_EXISTS, CLUSTER_IN_USE, SOURCE_URI_INVALID, API_INVALID_PARAM
     */
    public synchronized SourceCluster edit(String id, ClusterRequest changes, Principal who) {
        SourceCluster before = get(id);
        if (changes.id() != null && !changes.id().equals(id)) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "the id of a cluster cannot be changed");
        }
        SourceEndpoint endpoint = editedEndpoint(before, changes);
        guard.requireFiles(endpoint, before.endpoint(), who);
        if (!endpoint.equals(before.endpoint())) {
            requireSameKind(before, endpoint);
            requireUnused("running changefeeds", use.running(id));
        }
        return save(new SourceCluster(
                id,
                changes.name() == null ? before.name() : Names.requireName("name", changes.name()),
                changes.uri() == null ? before.uri() : shown(changes),
                endpoint,
                before.createdAt(),
                clock.instant()));
    }

    /**
     * Forgets a cluster that has no changefeeds. One that is not there is fine.
     *
     * @throws TidegateException CLUSTER_IN_USE
     */
    public synchronized void remove(String id) {
        requireUnused("changefeeds", use.changefeeds(id));
        store.remove(id);
        clusters.remove(id);
    }

    /** Whether a source would do, registered or not. */
    public List<Check> test(ClusterRequest request, Principal who) {
        SourceEndpoint endpoint = endpoint(request);
        guard.requireFiles(endpoint, null, who);
        return guard.checking(who, () -> connectors.check(endpoint));
    }

    /** Whether a registered source would do now. */
    public List<Check> test(String id, Principal who) {
        SourceEndpoint endpoint = get(id).endpoint();
        return guard.checking(who, () -> connectors.check(endpoint));
    }

    /** What can be said of a cluster now, also when it cannot be reached. */
    public ClusterOverview overview(String id) {
        SourceCluster cluster = get(id);
        List<Check> checks = connectors.check(cluster.endpoint());
        String version = "";
        Integer count = null;
        Integer keyless = null;
        try {
            version = connectors.version(cluster.endpoint());
            List<TableVersion> tables = connectors.tables(cluster.endpoint());
            count = tables.size();
            keyless =
                    (int) tables.stream().filter(table -> !table.hasHandleKey()).count();
        } catch (TidegateException e) {
            // The checks say what is wrong, with a remedy.
            log.debug("cluster cannot be read cluster={}", id, e);
        }
        return new ClusterOverview(
                cluster, version, count, keyless, use.changefeeds(id).size(), changefeedLimit, checks);
    }

    /**
     * The current definitions of all tables of a cluster.
     *
     * @throws TidegateException CLUSTER_NOT_EXISTS, and of the source
     */
    public List<TableVersion> tables(String id) {
        return connectors.tables(get(id).endpoint());
    }

    private SourceCluster save(SourceCluster cluster) {
        store.put(ClusterJson.write(cluster));
        clusters.put(cluster.id(), cluster);
        return cluster;
    }

    private static SourceEndpoint endpoint(ClusterRequest request) {
        if (request.uri() == null) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "uri is missing")
                    .withRemedy("Give the source as mysql://user@host:port/ or mariadb://user@host:port/.");
        }
        return SourceUri.parse(request.uri(), request.password());
    }

    private static String shown(ClusterRequest request) {
        return SourceUri.withoutPassword(String.valueOf(request.uri()));
    }

    /** A password stays only with the server and user that it was given for. */
    private static SourceEndpoint editedEndpoint(SourceCluster before, ClusterRequest changes) {
        SourceEndpoint old = before.endpoint();
        if (changes.uri() == null) {
            Secret password = changes.password() == null ? old.password() : changes.password();
            return new SourceEndpoint(old.kind(), old.host(), old.port(), old.user(), password, old.tls());
        }
        boolean given = changes.password() != null
                || !SourceUri.withoutPassword(changes.uri())
                        .equals(changes.uri().strip());
        if (given) {
            return endpoint(changes);
        }
        SourceEndpoint wanted = SourceUri.parse(changes.uri(), old.password());
        if (!wanted.host().equals(old.host())
                || wanted.port() != old.port()
                || !wanted.user().equals(old.user())) {
            throw new TidegateException(
                            ErrorCode.API_INVALID_PARAM,
                            "another server or user is named, so the password must be given anew")
                    .withRemedy("Send the password with the new address; an empty one if it has none.");
        }
        return wanted;
    }

    private static void requireSameKind(SourceCluster before, SourceEndpoint endpoint) {
        if (endpoint.kind() != before.endpoint().kind()) {
            throw new TidegateException(
                            ErrorCode.API_INVALID_PARAM,
                            "the kind of cluster " + before.id() + " is "
                                    + before.endpoint().kind().toString().toLowerCase(Locale.ROOT)
                                    + " and cannot be changed")
                    .withRemedy("Register the other server as a cluster of its own.");
        }
    }

    private static void requireUnused(String what, List<String> changefeeds) {
        if (!changefeeds.isEmpty()) {
            throw new TidegateException(ErrorCode.CLUSTER_IN_USE, what + ": " + String.join(", ", changefeeds));
        }
    }
}

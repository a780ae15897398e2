package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidegate.check.Check;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.server.FeedConnector;
import io.tidegate.server.Names;
import io.tidegate.server.access.Guard;
import io.tidegate.server.access.Principal;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.cluster.SourceCluster;
import io.tidegate.source.StartPoint;
import io.tidegate.state.ConfigChange;
import io.tidegate.state.FeedStore;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/** How a changefeed comes into being: looked at, admitted, stored and started; and how it goes. */
final class Creation {
    private final FeedStore store;
    private final Clusters clusters;
    private final FeedEnds ends;
    private final FeedRunner runner;
    private final FeedRegistry feeds;
    private final Guard guard;
    private final InstantSource clock;
    private final String version;

    /** @param version of this program, kept with what it creates */
    Creation(
            FeedStore store,
            Clusters clusters,
            FeedEnds ends,
            FeedRunner runner,
            FeedRegistry feeds,
            Guard guard,
            InstantSource clock,
            String version) {
        this.store = store;
        this.clusters = clusters;
        this.ends = ends;
        this.runner = runner;
        this.feeds = feeds;
        this.guard = guard;
        this.clock = clock;
        this.version = version;
    }

    /**
     * Creates a changefeed and waits until its start is stored, so that nothing committed after this returns is missed.
     * If it cannot start, nothing is left of it.
     *
     * @throws TidegateException of the first thing that is wrong
     */
    ChangefeedView create(NewChangefeed request, Principal who) {
        ChangefeedDefinition draft = draft(request);
        feeds.reserve(draft.id(), draft.cluster(), clusters.changefeedLimit());
        try {
            ChangefeedConfig config = ChangefeedConfig.ofJson(draft.replicaConfig());
            ResolvedConfig resolved = FeedEnds.resolve(draft, config);
            guard.requireFiles(resolved, null, who);
            return guard.connecting(
                    who, () -> admitted(draft, config, ends.of(draft, resolved), request.paused(), who));
        } finally {
            feeds.release(draft.id());
        }
    }

    /** What a changefeed would do; creates nothing, neither here nor in Kafka. */
    Preflight preflight(NewChangefeed request, Principal who) {
        Planned planned = planned(request, who);
        StartPoint start = FeedStart.of(planned.draft());
        PlannedTables tables = guard.probing(who, planned::tables);
        return new Preflight(
                tables.tables(),
                tables.keylessTables(),
                tables.routes(),
                guard.checking(who, () -> Admission.all(planned.connector(), start)),
                planned.config().warnings());
    }

    /**
     * Looks at the brokers of a changefeed, whatever it would send.
     *
     * @param found takes what this account may see of each check, as soon as it may
     * @return how many brokers there are, empty when there is no way to one
     */
    OptionalInt checkBrokers(NewChangefeed request, Principal who, Consumer<Check> found) {
        FeedConnector connector = planned(request, who).connector();
        return guard.checking(who, connector::checkBrokers, found);
    }

    /** The tables that a changefeed would take; connects to a registered source alone, which tells nothing of the network. */
    PlannedTables tables(NewChangefeed request, Principal who) {
        return planned(request, who).tables();
    }

    /** What somebody wants, as far as it can be told without connecting. */
    private record Planned(ChangefeedDefinition draft, ResolvedConfig config, FeedConnector connector) {
        PlannedTables tables() {
            List<TableVersion> tables = connector.tables();
            return new PlannedTables(
                    tables.stream().filter(TableVersion::hasHandleKey).toList(),
                    tables.stream().filter(table -> !table.hasHandleKey()).toList(),
                    connector.routes(tables.stream().filter(connector::sends).toList()));
        }
    }

    private Planned planned(NewChangefeed request, Principal who) {
        ChangefeedDefinition draft = draft(request);
        ChangefeedConfig config = ChangefeedConfig.ofJson(draft.replicaConfig());
        ResolvedConfig resolved = FeedEnds.resolve(draft, config);
        guard.requireFiles(resolved, null, who);
        return new Planned(draft, resolved, ends.of(draft, resolved));
    }

    /** Stops a changefeed and forgets it; under its operation. */
    void undo(ManagedFeed feed) {
        runner.halt(feed, feed.intent());
        store.remove(feed.id());
        feed.gone();
        feeds.remove(feed.id());
    }

    private ChangefeedDefinition draft(NewChangefeed request) {
        SourceCluster cluster = clusters.getOrOnly(request.cluster());
        String name = request.name() == null ? null : Names.requireName("name", request.name());
        String id = request.id() != null
                ? Names.requireId("changefeed_id", request.id())
                : Optional.ofNullable(name)
                        .flatMap(shown -> Names.idFor(shown, feeds::isTaken))
                        .orElseGet(() -> UUID.randomUUID().toString());
        Capacity.require(request.rcu());
        return new ChangefeedDefinition(
                id,
                name == null ? id : name,
                cluster.id(),
                request.sinkUri(),
                request.replicaConfig() == null ? JsonNodeFactory.instance.objectNode() : request.replicaConfig(),
                request.timeZone() == null ? ZoneId.systemDefault() : request.timeZone(),
                request.start() == null ? "now" : request.start(),
                0,
                request.targetTs(),
                request.rcu(),
                clock.instant(),
                version);
    }

    private ChangefeedView admitted(
            ChangefeedDefinition draft,
            ChangefeedConfig config,
            FeedConnector connector,
            boolean paused,
            Principal who) {
        StartPoint start = FeedStart.of(draft);
        new Admission(connector, clock).require(start, draft.targetTs());
        return paused
                ? add(draft.withStart(FeedStart.settled(draft.start(), start, connector)), config, Intent.PAUSE, who)
                        .view()
                : addRunning(draft, config, who);
    }

    private ManagedFeed add(ChangefeedDefinition definition, ChangefeedConfig config, Intent intent, Principal who) {
        store.create(
                ChangefeedJson.write(definition, intent, clock.instant()), new ConfigChange(who.name(), "created"));
        ManagedFeed feed = new ManagedFeed(definition, config, intent, null, clock);
        feeds.add(feed);
        return feed;
    }

    private ChangefeedView addRunning(ChangefeedDefinition definition, ChangefeedConfig config, Principal who) {
        ManagedFeed feed = add(definition, config, Intent.RUN, who);
        feed.during(ChangefeedState.CREATING, () -> {
            try {
                runner.startFirst(feed);
                return feed;
            } catch (RuntimeException e) {
                undo(feed);
                throw e;
            }
        });
        return feed.view();
    }
}

package io.tidegate.server.changefeed;

import io.tidegate.check.Check;
import io.tidegate.check.Checks;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.FeedActivity;
import io.tidegate.feed.FeedQuota;
import io.tidegate.feed.FeedRuntime;
import io.tidegate.server.Connectors;
import io.tidegate.server.FeedConnector;
import io.tidegate.server.MessageView;
import io.tidegate.server.access.Guard;
import io.tidegate.server.access.Principal;
import io.tidegate.server.changefeed.Intent.Goal;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.metrics.FeedFigures;
import io.tidegate.server.metrics.RetainedFeed;
import io.tidegate.source.Retention;
import io.tidegate.source.StartPoint;
import io.tidegate.source.StartText;
import io.tidegate.state.ConfigChange;
import io.tidegate.state.DdlRecord;
import io.tidegate.state.FeedStore;
import io.tidegate.state.StateStore;
import io.tidegate.state.StoredChangefeed;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changefeeds of a server and their life: created, paused, resumed, changed, moved, removed. What is meant to happen
 * is stored before it happens, so a server that is killed does the same after its next start. Thread safe; an operation
 * takes as long as the ends it talks to, and only one at a time changes a changefeed.
 */
public final class Changefeeds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Changefeeds.class);

    private final StateStore state;
    private final FeedStore store;
    private final FeedEnds ends;
    private final FeedRunner runner;
    private final Guard guard;
    private final InstantSource clock;
    private final Creation creation;
    private final ConfigHistory history;
    private final FeedRegistry feeds = new FeedRegistry();
    private final Sweeper sweeper = new Sweeper(this::sweep);

    /**
     * Reads the changefeeds that are stored.
     *
     * @param guard what an account may do with files and connections
     * @param version of this program, kept with what it creates
     */
    public Changefeeds(
            StateStore state,
            FeedStore store,
            Clusters clusters,
            Connectors connectors,
            FeedRuntime runtime,
            Guard guard,
            InstantSource clock,
            String version) {
        this.state = state;
        this.store = store;
        this.ends = new FeedEnds(clusters, connectors);
        this.runner = new FeedRunner(state, store, ends, runtime, clock);
        this.guard = guard;
        this.clock = clock;
        this.creation = new Creation(store, clusters, ends, runner, feeds, guard, clock, version);
        this.history = new ConfigHistory(store.history());
        store.all().forEach(this::read);
    }

    /** Starts what is meant to run; a changefeed that cannot start fails alone. */
    public void start() {
        feeds.all().stream()
                .filter(feed -> feed.intent().goal() == Goal.RUNNING)
                .forEach(runner::start);
        sweeper.start();
    }

    /** All of them, by id. */
    public List<ChangefeedView> list() {
        return feeds.all().stream().map(ManagedFeed::view).toList();
    }

    /** @throws TidegateException CHANGEFEED_NOT_EXISTS */
    public ChangefeedView get(String id) {
        return feeds.get(id).view();
    }

    /** The errors a changefeed met since the server started, the newest last. */
    public List<ErrorReport> errors(String id) {
        return feeds.get(id).errors();
    }

    /**
     * How a changefeed has been configured, the newest first.
     *
     * @param before number of the revision before which to begin
     * @param limit how many at most
     */
    public List<Revision> history(String id, long before, int limit) {
        return history.page(feeds.get(id).definition(), before, limit);
    }

    /**
     * The DDLs that a changefeed came to, the newest first.
     *
     * @param before number of the entry before which to begin
     * @param limit how many at most
     */
    public List<DdlRecord> ddls(String id, long before, int limit) {
        return state.ddlHistory().page(feeds.get(id).id(), before, limit);
    }

    /** All of them with what their engines have counted; waits for nothing. */
    public List<FeedFigures> figures() {
        return feeds.all().stream()
                .map(feed -> {
                    Changefeed engine = feed.engine();
                    return FeedFigures.of(feed.view(), engine == null ? FeedActivity.NONE : engine.activity());
                })
                .toList();
    }

    /** Those whose sources must keep what comes behind their checkpoints. */
    public List<RetainedFeed> retained() {
        return feeds.all().stream()
                .filter(feed -> feed.intent().goal() != Goal.FINISHED)
                .map(feed -> new RetainedFeed(feed.id(), () -> retention(feed)))
                .toList();
    }

    /**
     * The last messages of a topic of a changefeed, decoded; null for its default topic.
     *
     * @throws TidegateException API_INVALID_PARAM for a topic that it does not send to
     */
    public List<MessageView> messages(String id, @Nullable String topic, int count) {
        ManagedFeed feed = feeds.get(id);
        ResolvedConfig config = FeedEnds.resolve(feed.definition(), feed.config());
        String read = topic == null ? config.kafka().defaultTopic() : topic;
        FeedConnector connector = ends.of(feed.definition(), config);
        if (!read.equals(config.kafka().defaultTopic()) && !connector.topics().contains(read)) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, read + " is no topic of changefeed " + id)
                    .withRemedy("Its topics are " + String.join(", ", connector.topics()) + ".");
        }
        return connector.messages(read, count);
    }

    /** The topics that a changefeed sends to, of the tables there are now. */
    public SortedSet<String> topics(String id) {
        return ends.of(feeds.get(id)).topics();
    }

    /** See {@link Creation#create}. */
    public ChangefeedView create(NewChangefeed request, Principal who) {
        return creation.create(request, who);
    }

    /**
     * Creates a changefeed like another one, beginning where {@code start} says.
     *
     * @param id of the copy; null for a random one
     * @param name of the copy; null to take the id
     * @param start in the words of {@code tidegate run --start}; null for now
     * @param paused whether it waits for a resume
     */
    public ChangefeedView duplicate(
            String original,
            @Nullable String id,
            @Nullable String name,
            @Nullable String start,
            boolean paused,
            Principal who) {
        ChangefeedDefinition like = feeds.get(original).definition();
        return creation.create(like.copy(id, name, start, paused), who);
    }

    /** The tables that a changefeed would take; connects to the source alone. */
    public PlannedTables tables(NewChangefeed request, Principal who) {
        return creation.tables(request, who);
    }

    /** What a changefeed would do; creates nothing, neither here nor in Kafka. */
    public Preflight preflight(NewChangefeed request, Principal who) {
        return creation.preflight(request, who);
    }

    /** See {@link Creation#checkBrokers}. */
    public OptionalInt checkBrokers(NewChangefeed request, Principal who, Consumer<Check> found) {
        return creation.checkBrokers(request, who, found);
    }

    /**
     * Stops a changefeed at its checkpoint and answers when it has stopped.
     *
     * @throws TidegateException CHANGEFEED_UPDATE_REFUSED unless it runs or is paused already
     */
    public void pause(String id) {
        ManagedFeed feed = feeds.get(id);
        feed.during(ChangefeedState.PAUSING, () -> {
            runner.settle(feed);
            switch (feed.intent().goal()) {
                case RUNNING -> runner.rest(feed, Intent.PAUSE);
                case PAUSED -> {}
                case FAILED, FINISHED -> throw refused("can only pause changefeed when it is running", feed);
            }
            return feed;
        });
    }

    /**
     * Lets a changefeed go on at its checkpoint.
     *
     * @throws TidegateException CHANGEFEED_UPDATE_REFUSED when it runs already, and if the source no longer has what comes
     *     behind its checkpoint
     */
    public void resume(String id) {
        ManagedFeed feed = feeds.get(id);
        feed.during(ChangefeedState.RESUMING, () -> {
            runner.settle(feed);
            if (feed.intent().goal() == Goal.RUNNING) {
                throw refused("can only resume changefeed when it is stopped, failed, or finished", feed);
            }
            requireServable(feed);
            runner.remember(feed, Intent.RUN);
            runner.start(feed);
            return feed;
        });
    }

    /**
     * Changes a changefeed that is paused or failed. What is changed holds from its checkpoint on.
     *
     * @throws TidegateException CHANGEFEED_UPDATE_REFUSED, or of the first thing that is wrong with the new settings
     */
    public ChangefeedView update(String id, ChangefeedChanges changes, Principal who) {
        ManagedFeed feed = feeds.get(id);
        return feed.during(ChangefeedState.EDITING, () -> {
            runner.settle(feed);
            Goal goal = feed.intent().goal();
            if (goal != Goal.PAUSED && goal != Goal.FAILED) {
                throw refused("can only update changefeed config when it is stopped or failed", feed);
            }
            ChangefeedDefinition after = feed.definition().with(changes);
            ChangefeedConfig config = changes.config(feed.definition(), after, feed.config());
            ChangefeedDefinition stored = after.withConfig(config.writtenJson());
            Optional<Checkpoint> checkpoint = state.load(id);
            stored.requireTarget();
            ResolvedConfig resolved = FeedEnds.resolve(stored, config);
            guard.requireFiles(resolved, FeedEnds.resolve(feed.definition(), feed.config()), who);
            Admission admission = new Admission(ends.of(stored, resolved), clock);
            guard.connecting(who, () -> admission.require(FeedStart.of(stored, checkpoint), 0));
            store.update(
                    ChangefeedJson.write(stored, feed.intent(), clock.instant()),
                    new ConfigChange(who.name(), changes.isName() ? "renamed" : "updated"));
            feed.define(stored, config);
            return feed.view();
        });
    }

    /**
     * What moving the checkpoint would mean.
     *
     * @param to in the words of {@code tidegate run --start}
     */
    public RewindPreview previewRewind(String id, String to) {
        ManagedFeed feed = feeds.get(id);
        ChangefeedDefinition definition = feed.definition();
        StartPoint start = StartText.OF_REQUEST.parse(to, definition.timeZone());
        FeedConnector connector = ends.of(feed);
        long from = state.load(id).map(Checkpoint::checkpointTs).orElse(0L);
        long target = Rewind.ts(start, connector);
        return new RewindPreview(from, target, Rewind.consequence(from, target), connector.checkSource(start));
    }

    /**
     * Moves the checkpoint of a changefeed that does not run; it stays as it is until it is resumed.
     *
     * @param to in the words of {@code tidegate run --start}
     * @throws TidegateException CHANGEFEED_UPDATE_REFUSED while it runs and for exactly-once delivery, and if the source no
     *     longer has what comes behind the new checkpoint
     */
    public void rewind(String id, String to, Principal who) {
        ManagedFeed feed = feeds.get(id);
        feed.during(ChangefeedState.EDITING, () -> {
            runner.settle(feed);
            if (feed.intent().goal() == Goal.RUNNING) {
                throw refused(
                        "can only move the checkpoint of a changefeed when it is stopped, failed, or finished", feed);
            }
            ChangefeedDefinition definition = feed.definition();
            ResolvedConfig config = FeedEnds.resolve(definition, feed.config());
            if (config.delivery().exactlyOnce()) {
                throw new TidegateException(
                                ErrorCode.CHANGEFEED_UPDATE_REFUSED,
                                "changefeed update error: with exactly-once delivery Kafka keeps the checkpoint, and moving"
                                        + " it would break the promise")
                        .withRemedy("Duplicate the changefeed with the start you want, into topics of its own.");
            }
            FeedConnector connector = ends.of(definition, config);
            StartPoint start = StartText.OF_REQUEST.parse(to, definition.timeZone());
            new Admission(connector, clock).require(start, definition.targetTs());
            ChangefeedDefinition moved = definition.withStart(FeedStart.settled(to, start, connector));
            store.updateAndClearCheckpoint(
                    ChangefeedJson.write(moved, Intent.PAUSE, clock.instant()),
                    new ConfigChange(who.name(), "rewound"));
            feed.define(moved, feed.config());
            feed.forgetCheckpoint();
            feed.rests(Intent.PAUSE, null);
            return feed;
        });
    }

    /**
     * Gives a changefeed another capacity, at once and without a restart.
     *
     * @param rcu replication capacity units, 0 for unlimited
     * @throws TidegateException API_INVALID_PARAM
     */
    public void scale(String id, int rcu, Principal who) {
        Capacity.require(rcu);
        ManagedFeed feed = feeds.get(id);
        feed.during(feed.view().state(), () -> {
            ChangefeedDefinition scaled = feed.definition().withRcu(rcu);
            store.update(
                    ChangefeedJson.write(scaled, feed.intent(), clock.instant()),
                    new ConfigChange(who.name(), "scaled"));
            feed.define(scaled, feed.config());
            Changefeed engine = feed.engine();
            if (engine != null) {
                engine.setQuota(FeedQuota.ofUnits(rcu));
            }
            return feed;
        });
    }

    /** Stops a changefeed and forgets it; topics and their messages stay. One that is not there is fine. */
    public void remove(String id) {
        feeds.find(id)
                .ifPresent(feed -> feed.during(ChangefeedState.DELETING, () -> {
                    creation.undo(feed);
                    return feed;
                }));
    }

    /** Drains all that run, side by side. */
    @Override
    public void close() {
        sweeper.close();
        sweep();
        List<Thread> stops = feeds.all().stream()
                .map(ManagedFeed::engine)
                .filter(engine -> engine != null)
                .map(engine -> new Thread(engine::close, "tidegate-stop-" + engine.name()))
                .toList();
        stops.forEach(Thread::start);
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void read(StoredChangefeed stored) {
        ChangefeedDefinition definition = ChangefeedJson.definition(stored);
        Intent intent = ChangefeedJson.intent(stored);
        ChangefeedConfig config;
        try {
            config = ChangefeedConfig.ofJson(definition.replicaConfig());
        } catch (TidegateException e) {
            log.error("changefeed cannot be read changefeed={} reason={}", definition.id(), e.getMessage());
            config = ChangefeedConfig.empty();
            intent = Intent.failed(ErrorReport.of(e, clock.instant()));
        }
        Checkpoint rest = state.load(stored.id()).orElse(null);
        feeds.add(new ManagedFeed(definition, config, intent, rest, clock));
    }

    private Optional<Retention> retention(ManagedFeed feed) {
        return state.load(feed.id()).flatMap(checkpoint -> ends.of(feed).retention(checkpoint.position()));
    }

    private void sweep() {
        for (ManagedFeed feed : feeds.all()) {
            try {
                feed.unlessChanging(() -> runner.settle(feed));
            } catch (TidegateException e) {
                log.error("state of a changefeed cannot be stored changefeed={} reason={}", feed.id(), e.getMessage());
            }
        }
    }

    private void requireServable(ManagedFeed feed) {
        StartPoint start = FeedStart.of(feed.definition(), state.load(feed.id()));
        Checks.requireNoFailure(ends.of(feed).checkSource(start));
    }

    private static TidegateException refused(String rule, ManagedFeed feed) {
        return new TidegateException(
                ErrorCode.CHANGEFEED_UPDATE_REFUSED,
                "changefeed update error: " + rule + ", but current state is "
                        + feed.intent().goal().toString().toLowerCase(Locale.ROOT));
    }
}

package io.tidegate.server.changefeed;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.DdlLog;
import io.tidegate.feed.FeedQuota;
import io.tidegate.feed.FeedRuntime;
import io.tidegate.feed.FeedSettings;
import io.tidegate.feed.FeedStatus;
import io.tidegate.model.Ddl;
import io.tidegate.server.FeedConnector;
import io.tidegate.state.DeliveredDdl;
import io.tidegate.state.FeedStore;
import io.tidegate.state.StateStore;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs changefeeds: starts and stops their engines, and puts down in the state what an engine came to by itself. */
final class FeedRunner {
    private static final Logger log = LoggerFactory.getLogger(FeedRunner.class);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final StateStore state;
    private final FeedStore store;
    private final FeedEnds ends;
    private final FeedRuntime runtime;
    private final InstantSource clock;

    FeedRunner(StateStore state, FeedStore store, FeedEnds ends, FeedRuntime runtime, InstantSource clock) {
        this.state = state;
        this.store = store;
        this.ends = ends;
        this.runtime = runtime;
        this.clock = clock;
    }

    /**
     * Starts a changefeed for the first time and waits until its start is stored.
     *
     * @throws TidegateException if it cannot start; the engine gives up by itself when an end cannot be reached
     */
    void startFirst(ManagedFeed feed) {
        Changefeed engine = startEngine(feed);
        try {
            boolean ended = false;
            while (!ended && engine.status().checkpointTs() == 0) {
                ended = engine.awaitEnd(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.INTERNAL_ERROR, "interrupted while a changefeed started", e);
        }
        TidegateException error = engine.status().error();
        if (engine.status().state() == FeedStatus.State.FAILED && error != null) {
            throw error;
        }
        settle(feed);
    }

    /** Starts a changefeed; one that cannot start has failed. */
    void start(ManagedFeed feed) {
        try {
            Changefeed unused = startEngine(feed);
        } catch (TidegateException e) {
            log.error("changefeed cannot start changefeed={} reason={}", feed.id(), e.getMessage());
            rest(feed, Intent.failed(ErrorReport.of(e, clock.instant())));
        }
    }

    /** Stops a changefeed at its checkpoint; the reason is stored first. */
    void rest(ManagedFeed feed, Intent why) {
        remember(feed, why);
        halt(feed, why);
    }

    /** Stops a changefeed without storing anything but its checkpoint. */
    void halt(ManagedFeed feed, Intent why) {
        Changefeed engine = feed.engine();
        if (engine != null) {
            engine.close();
        }
        feed.rests(why, checkpoint(feed));
    }

    void remember(ManagedFeed feed, Intent intent) {
        store.update(ChangefeedJson.write(feed.definition(), intent, clock.instant()));
    }

    /** An engine that ended leaves its reason; one that has begun leaves where. */
    void settle(ManagedFeed feed) {
        Changefeed engine = feed.engine();
        if (engine == null) {
            return;
        }
        FeedStatus status = engine.status();
        ChangefeedDefinition definition = feed.definition();
        if (definition.startTs() == 0 && status.checkpointTs() != 0) {
            feed.define(definition.begunAt(status.checkpointTs()), feed.config());
            remember(feed, feed.intent());
        }
        TidegateException error = status.error();
        if (status.state() == FeedStatus.State.FAILED && error != null) {
            rest(feed, Intent.failed(ErrorReport.of(error, status.since())));
        } else if (status.state() == FeedStatus.State.FINISHED) {
            rest(feed, Intent.FINISH);
        }
    }

    /** Where it would go on, null if it never ran. */
    @Nullable
    Checkpoint checkpoint(ManagedFeed feed) {
        return state.load(feed.id()).orElse(null);
    }

    private Changefeed startEngine(ManagedFeed feed) {
        ChangefeedDefinition definition = feed.definition();
        FeedConnector connector = ends.of(feed);
        long target = definition.targetTs() == 0 ? FeedSettings.NO_TARGET : definition.targetTs();
        Changefeed engine = Changefeed.start(
                runtime,
                connector.settings(target),
                connector.parts(state).telling((ddl, outcome) -> keep(feed.id(), ddl, outcome)),
                FeedStart.of(definition),
                clock);
        engine.setQuota(FeedQuota.ofUnits(definition.rcu()));
        feed.started(engine);
        return engine;
    }

    private void keep(String id, Ddl ddl, DdlLog.Outcome outcome) {
        state.ddlHistory()
                .add(
                        id,
                        new DeliveredDdl(
                                clock.instant(),
                                ddl.commitTs(),
                                ddl.table().schema(),
                                ddl.table().table(),
                                ddl.sql(),
                                text(outcome)));
    }

    private static String text(DdlLog.Outcome outcome) {
        return switch (outcome) {
            case SENT -> "sent";
            case LEFT_OUT -> "left-out";
            case NO_MESSAGE -> "no-message";
        };
    }
}

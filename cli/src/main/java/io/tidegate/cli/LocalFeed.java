package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.check.Checks;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.FeedParts;
import io.tidegate.feed.FeedRuntime;
import io.tidegate.feed.FeedSettings;
import io.tidegate.model.Tso;
import io.tidegate.sink.Sink;
import io.tidegate.source.Retention;
import io.tidegate.source.Source;
import io.tidegate.source.StartPoint;
import io.tidegate.source.StartText;
import io.tidegate.state.StateStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One changefeed in this process with everything it needs: the state of its data directory, the threads, the wiring. It
 * runs from {@link #start} until it ends by itself or {@link #close} drains it.
 */
public final class LocalFeed implements AutoCloseable {
    private final StateStore store;
    private final FeedRuntime runtime;
    private final Source source;
    private final Changefeed changefeed;

    private LocalFeed(StateStore store, FeedRuntime runtime, Source source, Changefeed changefeed) {
        this.store = store;
        this.runtime = runtime;
        this.source = source;
        this.changefeed = changefeed;
    }

    /**
     * Starts a changefeed, at its stored checkpoint if there is one. A new one is checked first.
     *
     * @param warnings told of checks that hold with a reservation
     * @throws TidegateException if a check fails, or what is stored does not fit what is asked for
     */
    public static LocalFeed start(FeedRequest request, Consumer<Check> warnings) {
        StateStore store = StateStore.open(request.dataDir(), InstantSource.system());
        try {
            return start(request, store, warnings);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    public Changefeed changefeed() {
        return changefeed;
    }

    /** How long the source keeps what a restart at the checkpoint needs; asks the source. */
    public Optional<Retention> retention() {
        return source.retention(changefeed.status().position());
    }

    /** Drains the changefeed, stores its checkpoint and lets go of the data directory. */
    @Override
    public void close() {
        changefeed.close();
        runtime.close();
        store.close();
    }

    private static LocalFeed start(FeedRequest request, StateStore store, Consumer<Check> warnings) {
        StoredFeed feed = StoredFeed.find(
                store,
                FeedDefinition.of(request.source(), request.zoneOrLocal(), request.shownSinkUri()),
                request.timeZone() != null,
                request.reset());
        feed.checkpoint().ifPresent(stored -> requireNoOtherStart(request, stored));
        StartPoint start = request.start() == null ? new StartPoint.Now() : request.start();
        Wiring wiring =
                new Wiring(feed.name(), request.config(), feed.definition().zone());
        FeedParts parts = wiring.parts(request.source(), store);
        if (feed.checkpoint().isEmpty()) {
            requireChecks(parts.source().check(start), warnings);
            requireTargetBehind(start, request, parts.source());
            requireChecks(RuleChecks.of(wiring, parts.source().tables()), warnings);
            requireSink(wiring);
            feed.createIn(store);
        }
        FeedSettings settings = wiring.settings(target(request, parts));
        FeedRuntime runtime = FeedRuntime.forThisMachine();
        Changefeed changefeed = Changefeed.start(runtime, settings, parts, start, InstantSource.system());
        return new LocalFeed(store, runtime, parts.source(), changefeed);
    }

    private static void requireNoOtherStart(FeedRequest request, Checkpoint stored) {
        if (request.start() != null) {
            throw new TidegateException(
                    ErrorCode.START_CONFLICT,
                    "--start is given, stored is commit-ts " + Long.toUnsignedString(stored.checkpointTs()) + " at "
                            + stored.position());
        }
    }

    private static void requireChecks(List<Check> checks, Consumer<Check> warnings) {
        checks.stream().filter(check -> check.status() == Status.WARN).forEach(warnings);
        Checks.requireNoFailure(checks);
    }

    /** Kafka and the registry must be there before a new changefeed is stored: with --reset that gives an older one up. */
    private static void requireSink(Wiring wiring) {
        wiring.requireFormat();
        try (Sink sink = wiring.sink()) {
            sink.start();
        }
    }

    /** An end that somebody names must lie behind the start, where that can be told before the source is read. */
    private static void requireTargetBehind(StartPoint start, FeedRequest request, Source source) {
        String until = request.until();
        if (until == null || until.equals("now")) {
            return;
        }
        long target = StartText.tso("--until", until);
        long startTs = 0;
        if (start instanceof StartPoint.Now) {
            startTs = source.currentTs();
        } else if (start instanceof StartPoint.AtTso at) {
            startTs = at.tso();
        } else if (start instanceof StartPoint.AtTime at) {
            startTs = Tso.ofMillis(at.time().toEpochMilli()) - 1;
        }
        if (Long.compareUnsigned(target, startTs) <= 0) {
            throw new TidegateException(
                    ErrorCode.TARGET_TS_BEFORE_START_TS,
                    "fail to create changefeed because target-ts %s is earlier than start-ts %s"
                            .formatted(Long.toUnsignedString(target), Long.toUnsignedString(startTs)));
        }
    }

    private static long target(FeedRequest request, FeedParts parts) {
        String until = request.until();
        if (until == null) {
            return FeedSettings.NO_TARGET;
        }
        return until.equals("now") ? parts.source().currentTs() : StartText.tso("--until", until);
    }
}

package io.tidegate.server.changefeed;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.FeedStatus;
import io.tidegate.server.changefeed.Intent.Goal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One changefeed of a server: what is asked for, what is meant to happen, and the engine while it runs. One operation at
 * a time changes it, under {@link #during}; anybody may look meanwhile.
 */
final class ManagedFeed {
    private static final int ERRORS_KEPT = 50;
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final ReentrantLock operation = new ReentrantLock();
    private final Deque<ErrorReport> errors = new ArrayDeque<>();
    private ChangefeedDefinition definition;
    private ChangefeedConfig config;
    private Intent intent;
    private Instant since;
    private @Nullable ChangefeedState underWay;
    private Instant underWaySince;
    private @Nullable Changefeed engine;
    private @Nullable Checkpoint rest;
    private boolean ranBefore;
    private boolean removed;

    /** @param rest where it would go on, null if it never ran */
    ManagedFeed(
            ChangefeedDefinition definition,
            ChangefeedConfig config,
            Intent intent,
            @Nullable Checkpoint rest,
            InstantSource clock) {
        this.definition = definition;
        this.config = config;
        this.intent = intent;
        this.rest = rest;
        this.ranBefore = rest != null;
        this.clock = clock;
        ErrorReport error = intent.error();
        this.since = error == null ? clock.instant() : error.time();
        this.underWaySince = since;
        if (error != null) {
            errors.add(error);
        }
    }

    /**
     * Does something that no other operation may disturb.
     *
     * @param shown the state that is shown meanwhile
     * @throws TidegateException CHANGEFEED_UPDATE_REFUSED when another operation is under way
     */
    <T> T during(ChangefeedState shown, Supplier<T> work) {
        if (!begins()) {
            throw new TidegateException(
                            ErrorCode.CHANGEFEED_UPDATE_REFUSED,
                            "changefeed update error: another operation is under way, its state is " + view().state())
                    .withRemedy("Try again when it is over.");
        }
        try {
            if (isRemoved()) {
                throw new TidegateException(ErrorCode.CHANGEFEED_NOT_EXISTS, "changefeed not exists, " + id());
            }
            show(shown);
            return work.get();
        } finally {
            show(null);
            operation.unlock();
        }
    }

    /** Whether no operation is under way. What is done {@link #unlessChanging} is none, and over in a moment. */
    private boolean begins() {
        try {
            return operation.tryLock()
                    || (isUnchanged() && operation.tryLock(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized boolean isUnchanged() {
        return underWay == null;
    }

    /** Does something unless an operation is under way; then that does it itself. */
    void unlessChanging(Runnable work) {
        if (operation.tryLock()) {
            try {
                work.run();
            } finally {
                operation.unlock();
            }
        }
    }

    synchronized String id() {
        return definition.id();
    }

    synchronized ChangefeedDefinition definition() {
        return definition;
    }

    synchronized ChangefeedConfig config() {
        return config;
    }

    synchronized Intent intent() {
        return intent;
    }

    synchronized boolean isRemoved() {
        return removed;
    }

    /** The errors it met since the server started, the newest last. */
    synchronized List<ErrorReport> errors() {
        return List.copyOf(errors);
    }

    /** It is defined like this from now on. */
    synchronized void define(ChangefeedDefinition newDefinition, ChangefeedConfig newConfig) {
        definition = newDefinition;
        config = newConfig;
    }

    /** The engine runs it. */
    synchronized void started(Changefeed running) {
        engine = running;
        enter(Intent.RUN);
    }

    /** Nothing runs it any more. */
    synchronized void rests(Intent why, @Nullable Checkpoint checkpoint) {
        engine = null;
        rest = checkpoint;
        ranBefore |= checkpoint != null;
        enter(why);
        ErrorReport error = why.error();
        if (error != null) {
            remember(error);
        }
    }

    /** It will begin anew where its definition says. */
    synchronized void forgetCheckpoint() {
        rest = null;
        ranBefore = false;
    }

    synchronized void gone() {
        removed = true;
    }

    /** The engine while it runs, null else. */
    synchronized @Nullable Changefeed engine() {
        return engine;
    }

    synchronized ChangefeedView view() {
        FeedStatus status = engine == null ? resting() : engine.status();
        ErrorReport error = engine == null ? intent.error() : report(status);
        if (error != null) {
            remember(error);
        }
        ChangefeedState state = underWay != null ? underWay : state(status);
        boolean fromEngine = engine != null && underWay == null;
        Instant ownSince = underWay == null ? since : underWaySince;
        return new ChangefeedView(
                definition,
                config,
                state,
                fromEngine ? status.since() : ownSince,
                fromEngine ? status.reason() : error == null ? "" : error.message(),
                error,
                errors.peekLast(),
                status);
    }

    private synchronized void show(@Nullable ChangefeedState state) {
        underWay = state;
        underWaySince = clock.instant();
    }

    private void enter(Intent next) {
        ErrorReport error = next.error();
        intent = next;
        since = error == null ? clock.instant() : error.time();
    }

    private @Nullable ErrorReport report(FeedStatus status) {
        TidegateException error = status.error();
        return error == null ? null : ErrorReport.of(error, status.since());
    }

    private void remember(ErrorReport error) {
        ErrorReport last = errors.peekLast();
        if (last == null || !last.code().equals(error.code()) || !last.message().equals(error.message())) {
            errors.add(error);
        }
        if (errors.size() > ERRORS_KEPT) {
            errors.remove();
        }
    }

    private ChangefeedState state(FeedStatus status) {
        if (engine == null) {
            return switch (intent.goal()) {
                case RUNNING -> ranBefore ? ChangefeedState.RESUMING : ChangefeedState.CREATING;
                case PAUSED -> ChangefeedState.PAUSED;
                case FAILED -> ChangefeedState.FAILED;
                case FINISHED -> ChangefeedState.FINISHED;
            };
        }
        return switch (status.state()) {
            case STARTING -> ranBefore ? ChangefeedState.RESUMING : ChangefeedState.CREATING;
            case RUNNING -> ChangefeedState.RUNNING;
            case STALLED, RETRYING -> ChangefeedState.WARNING;
            case FAILED -> ChangefeedState.FAILED;
            case FINISHED -> ChangefeedState.FINISHED;
            case STOPPED -> ChangefeedState.PAUSED;
        };
    }

    private FeedStatus resting() {
        FeedStatus.State state = intent.goal() == Goal.FAILED
                ? FeedStatus.State.FAILED
                : intent.goal() == Goal.FINISHED ? FeedStatus.State.FINISHED : FeedStatus.State.STOPPED;
        return FeedStatus.atRest(
                state, since, rest == null ? 0 : rest.checkpointTs(), rest == null ? "" : rest.position());
    }
}

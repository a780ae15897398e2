package io.tidegate.feed;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.checkpoint.Position;
import io.tidegate.config.DeadLetterOptions;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.sink.SinkStatistics;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.source.SourceEvent;
import io.tidegate.source.StartPoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A changefeed that runs: one thread reads the source and supervises run after run until the feed is stopped, finished
 * or failed. A retryable error ends the run, not the feed: the next one begins at the stored checkpoint, after a pause
 * that grows up to half a minute, for ever. Only before the first checkpoint an unreachable endpoint ends the feed, since
 * then somebody is waiting for it to start.
 */
public final class Changefeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Changefeed.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(6);
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(5);

    private final FeedRuntime runtime;
    private final FeedSettings settings;
    private final FeedParts parts;
    private final Deliveries deliveries;
    private final RowThrottle throttle;
    private final FeedProgress progress;
    private final Thread supervisor;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault());
    private final RefusedSizes refused = new RefusedSizes();
    private final ActivityCounts counts = new ActivityCounts();
    private final @Nullable DeadLetters deadLetters;
    private final WorkerPool.Share workers;
    private volatile @Nullable FeedRun run;

    private Changefeed(
            FeedRuntime runtime, FeedSettings settings, FeedParts parts, StartPoint start, InstantSource clock) {
        this.runtime = runtime;
        this.settings = settings;
        this.parts = parts;
        this.deliveries = new Deliveries(clock, System::nanoTime);
        this.throttle = new RowThrottle(settings.quota(), System::nanoTime);
        this.progress = new FeedProgress(clock, deliveries, throttle);
        DeadLetterOptions options = settings.deadLetter();
        this.deadLetters = options == null ? null : new DeadLetters(settings.name(), options, System::nanoTime);
        this.workers = runtime.workers().join(settings.quota());
        this.supervisor = new Thread(() -> supervise(start), "tidegate-feed-" + settings.name());
        supervisor.setDaemon(true);
    }

    /**
     * Starts a changefeed. With a stored checkpoint it goes on there, whatever {@code start} says.
     *
     * @param start where to begin when nothing is stored
     */
    public static Changefeed start(
            FeedRuntime runtime, FeedSettings settings, FeedParts parts, StartPoint start, InstantSource clock) {
        Changefeed feed = new Changefeed(runtime, settings, parts, start, clock);
        runtime.ticker().add(feed, parts.checkpoints());
        feed.supervisor.start();
        return feed;
    }

    public String name() {
        return settings.name();
    }

    /** What the feed does now. */
    public FeedStatus status() {
        FeedRun current = run;
        long letters = deadLetters == null ? 0 : deadLetters.count();
        return current == null
                ? progress.status(PipelineLoad.NONE, letters, 0, 0)
                : progress.status(
                        current.pipeline().load(),
                        letters,
                        current.memory().used(),
                        current.memory().size());
    }

    /** Gives the feed another quota, which counts at once. */
    public void setQuota(FeedQuota quota) {
        workers.limitTo(quota);
        throttle.limitTo(quota);
    }

    /** What the feed has done since it was started. */
    public FeedActivity activity() {
        FeedRun current = run;
        return counts.with(current == null ? SinkStatistics.NONE : current.sinkStatistics());
    }

    /** Waits until the feed does nothing more; whether that is so. */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Tells the feed to end and does not wait for it, so that many can end at the same time: it stops reading, gives what
     * is under way some seconds, stores the checkpoint. One that is not running ends at once. Idempotent.
     */
    public void beginStop() {
        stopping.countDown();
        if (run == null) {
            supervisor.interrupt();
        }
    }

    /**
     * Ends the feed as {@link #beginStop} does and waits until it has. A connection that is being opened is not waited for
     * longer than a second: its thread closes it as soon as it can, and does nothing more. Idempotent.
     */
    public void stop() {
        beginStop();
        try {
            long begin = System.nanoTime();
            while (!awaitEnd(POLL)) {
                Duration passed = Duration.ofNanos(System.nanoTime() - begin);
                if (passed.compareTo(run == null ? LONGEST_OPENING : DRAIN.plus(LONGEST_OPENING)) > 0) {
                    leaveBehind();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The supervisor does not come back from something that cannot be interrupted. */
    private void leaveBehind() throws InterruptedException {
        boolean running = run != null;
        supervisor.interrupt();
        if (!awaitEnd(running ? LONGEST_CLOSING : LONGEST_OPENING)) {
            log.warn("changefeed ends while a connection is still being opened or closed changefeed={}", name());
            progress.enter(State.STOPPED, null);
        }
    }

    @Override
    public void close() {
        stop();
    }

    @Nullable
    FeedRun run() {
        return run;
    }

    void stored(ResolvedMark mark) {
        progress.stored(mark.resolvedTs(), mark.position().text());
        backoff.reset();
    }

    private void supervise(StartPoint first) {
        try {
            while (!isStopping()) {
                try {
                    if (runOnce(first)) {
                        progress.enter(State.FINISHED, null);
                        return;
                    }
                } catch (TidegateException e) {
                    if (isStopping() && e.retryable()) {
                        log.info("changefeed was stopped changefeed={} meanwhile={}", name(), e.getMessage());
                        break;
                    }
                    counts.runFailed();
                    if (!e.retryable() || !hasCheckpoint()) {
                        log.error("changefeed failed changefeed={} reason={}", name(), e.getMessage(), e);
                        progress.enter(State.FAILED, e);
                        return;
                    }
                    Duration wait = backoff.next();
                    log.warn(
                            "changefeed retries changefeed={} inMillis={} reason={}",
                            name(),
                            wait.toMillis(),
                            e.getMessage());
                    progress.enter(State.RETRYING, e);
                    stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            progress.enter(State.STOPPED, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            progress.enter(State.STOPPED, null);
        } catch (RuntimeException | Error e) {
            log.error("changefeed failed changefeed={}", name(), e);
            progress.enter(State.FAILED, new TidegateException(ErrorCode.INTERNAL_ERROR, e.toString(), e));
        } finally {
            runtime.ticker().remove(this);
            workers.close();
            ended.countDown();
        }
    }

    /** One run; true when the target is reached, false when the feed is being stopped. */
    private boolean runOnce(StartPoint first) throws InterruptedException {
        Optional<Checkpoint> stored = parts.checkpoints().load(name());
        stored.ifPresent(checkpoint -> progress.stored(checkpoint.checkpointTs(), checkpoint.position()));
        try (FeedRun current = new FeedRun(
                settings,
                parts,
                runtime,
                workers,
                deliveries,
                refused,
                deadLetters,
                counts,
                this::failedBehindSource)) {
            Optional<Checkpoint> latest = current.latest(stored);
            StartPoint start =
                    latest.<StartPoint>map(StartPoint.AtCheckpoint::new).orElse(first);
            try (SourceReader reader =
                    new SourceReader(name(), parts.source(), start, current.memory(), progress::sourceTrouble)) {
                if (isStopping()) {
                    return false;
                }
                begin(current, reader, latest.orElseGet(() -> startOf(reader)), stored);
                run = current;
                progress.enter(State.RUNNING, null);
                boolean finished = read(current, reader);
                current.drain(DRAIN);
                runtime.ticker().store(parts.checkpoints(), List.of(this));
                return finished;
            }
        } catch (InterruptedException e) {
            throw failureBehind(e);
        } finally {
            run = null;
            Thread.interrupted();
        }
    }

    /** The start becomes durable before anything is read, so that a crash right after it loses nothing. */
    private void begin(FeedRun current, SourceReader reader, Checkpoint start, Optional<Checkpoint> stored)
            throws InterruptedException {
        try {
            current.begin(start, reader.tables());
        } catch (TidegateException e) {
            counts.sinkFailed();
            throw e;
        }
        if (!stored.equals(Optional.of(start))) {
            Progress copy = new Progress(name(), start.checkpointTs(), start.position(), start.sourceState());
            parts.checkpoints().save(List.of(copy));
            progress.stored(start.checkpointTs(), start.position());
        }
    }

    private static Checkpoint startOf(SourceReader reader) {
        return new Checkpoint(reader.startTs(), reader.progress().text(), null);
    }

    /** Reads until the target is reached (true) or the feed is being stopped (false). */
    private boolean read(FeedRun current, SourceReader reader) throws InterruptedException {
        while (!isStopping()) {
            if (current.reachedTarget()) {
                return true;
            }
            if (!throttle.awaitRoom(POLL)) {
                throwFailure(current);
                continue;
            }
            try {
                SourceEvent event = reader.poll(POLL);
                throwFailure(current);
                if (event != null) {
                    append(event, current, reader.progress());
                }
            } catch (TidegateException e) {
                throwFailure(current);
                deliverWhatWasRead(current);
                throw e;
            }
        }
        return false;
    }

    /** Rows are counted before anybody else has the batch, which may be released as soon as it is in the pipeline. */
    private void append(SourceEvent event, FeedRun current, Position position) throws InterruptedException {
        long rows;
        try {
            rows = event instanceof RowBatch batch && throttle.quota().isLimited() ? batch.rows() : 0;
            ResolvedMark mark = event.mark();
            if (mark != null) {
                progress.resolved(mark.resolvedTs());
            }
            current.pipeline().append(event, position);
        } catch (TidegateException | InterruptedException e) {
            if (event instanceof RowBatch batch) {
                batch.release();
            }
            throw e;
        }
        throttle.took(rows);
    }

    /** The source failed for good: what came before the failure is still delivered and counts. */
    private void deliverWhatWasRead(FeedRun current) throws InterruptedException {
        current.drain(DRAIN);
        runtime.ticker().store(parts.checkpoints(), List.of(this));
    }

    private boolean hasCheckpoint() {
        return parts.checkpoints().load(name()).isPresent();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void failedBehindSource() {
        counts.sinkFailed();
        supervisor.interrupt();
    }

    private static void throwFailure(FeedRun current) {
        TidegateException failure = current.pipeline().failure();
        if (failure != null) {
            throw failure;
        }
    }

    /** An interrupt of the supervisor is how a failed pipeline ends a wait of the reader. */
    private RuntimeException failureBehind(InterruptedException interrupt) throws InterruptedException {
        FeedRun current = run;
        TidegateException failure = current == null ? null : current.pipeline().failure();
        if (failure == null) {
            throw interrupt;
        }
        return failure;
    }
}

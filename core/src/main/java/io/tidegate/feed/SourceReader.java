package io.tidegate.feed;

import io.tidegate.checkpoint.Position;
import io.tidegate.checkpoint.SourceState;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.source.MemoryBudget;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.Source;
import io.tidegate.source.SourceEvent;
import io.tidegate.source.SourceSession;
import io.tidegate.source.StartPoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source through as many sessions as it takes: one that breaks is replaced by another that goes on where it
 * stopped, while everything already handed on stays in the pipeline. Used by the supervising thread of a changefeed,
 * {@link #close} apart.
 */
final class SourceReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SourceReader.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final String changefeed;
    private final Source source;
    private final MemoryBudget memory;
    private final Consumer<@Nullable TidegateException> trouble;
    private final Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final long startTs;
    private final List<TableVersion> tables;
    private volatile @Nullable SourceSession session;
    private Position progress;
    private @Nullable SourceState state;

    /**
     * Opens the first session.
     *
     * @param trouble told of the error while the source cannot be read, and null once it can
     */
    SourceReader(
            String changefeed,
            Source source,
            StartPoint start,
            MemoryBudget memory,
            Consumer<@Nullable TidegateException> trouble) {
        this.changefeed = changefeed;
        this.source = source;
        this.memory = memory;
        this.trouble = trouble;
        SourceSession first = source.open(start, memory);
        this.session = first;
        this.startTs = first.startTs();
        this.tables = first.tables();
        this.progress = first.progress();
    }

    /** Everything read has a greater commit-ts. */
    long startTs() {
        return startTs;
    }

    /** The definitions in force at the start. */
    List<TableVersion> tables() {
        return tables;
    }

    /** Behind the last event read. */
    Position progress() {
        return progress;
    }

    /**
     * The next event, null when none came in time or a new session is needed first.
     *
     * @throws TidegateException if the source fails in a way that another session would not mend
     */
    @Nullable
    SourceEvent poll(Duration timeout) throws InterruptedException {
        SourceSession current = session;
        if (current == null) {
            reopen();
            return null;
        }
        try {
            SourceEvent event = current.poll(timeout);
            progress = current.progress();
            if (event != null) {
                ResolvedMark mark = event.mark();
                if (mark != null && mark.state() != null) {
                    state = mark.state();
                }
                backoff.reset();
            }
            return event;
        } catch (TidegateException e) {
            current.close();
            session = null;
            throwUnlessRetryable(e);
            return null;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        SourceSession current = session;
        if (current != null) {
            current.close();
        }
    }

    private void reopen() throws InterruptedException {
        if (closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            session = source.open(new StartPoint.Continue(progress, state), memory);
            trouble.accept(null);
            log.info("source back changefeed={}", changefeed);
        } catch (TidegateException e) {
            throwUnlessRetryable(e);
        }
    }

    private void throwUnlessRetryable(TidegateException cause) {
        if (!cause.retryable()) {
            throw cause;
        }
        trouble.accept(cause);
        log.warn("source lost changefeed={} reason={}", changefeed, cause.getMessage());
    }
}

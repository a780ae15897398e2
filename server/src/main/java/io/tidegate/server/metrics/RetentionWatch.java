package io.tidegate.server.metrics;

import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the sources of all changefeeds how long they keep what each changefeed needs, and remembers the answers. A few
 * threads ask side by side, so that sources which do not answer do not keep the others from being asked in time.
 */
public final class RetentionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionWatch.class);
    private static final int THREADS = 4;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration BEFORE_FIRST = Duration.ofSeconds(5);

    private final Supplier<List<RetainedFeed>> feeds;
    private final InstantSource clock;
    private final Map<String, KnownRetention> answers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(RetentionWatch::thread);
    private final ExecutorService askers = Executors.newFixedThreadPool(THREADS, RetentionWatch::thread);

    /** @param feeds those that will need their checkpoint again */
    public RetentionWatch(Supplier<List<RetainedFeed>> feeds, InstantSource clock) {
        this.feeds = feeds;
        this.clock = clock;
    }

    /** Begins to ask, once a minute. */
    public void start() {
        var unused = rounds.scheduleWithFixedDelay(
                this::askAll, BEFORE_FIRST.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        askers.shutdownNow();
    }

    KnownRetention of(String changefeed) {
        return answers.getOrDefault(changefeed, KnownRetention.NOTHING).at(clock.instant());
    }

    void askAll() {
        try {
            List<RetainedFeed> now = feeds.get();
            Set<String> ids = now.stream().map(RetainedFeed::changefeed).collect(Collectors.toSet());
            answers.keySet().retainAll(ids);
            askers.invokeAll(now.stream().map(this::asking).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.debug("closed while asking", e);
        } catch (RuntimeException e) {
            LOG.warn("changefeeds not asked for what they need of their sources", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread created = new Thread(work, "tidegate-retention");
        created.setDaemon(true);
        return created;
    }

    private Callable<Boolean> asking(RetainedFeed feed) {
        return () -> {
            ask(feed);
            return true;
        };
    }

    private void ask(RetainedFeed feed) {
        try {
            feed.question()
                    .get()
                    .ifPresent(answer -> answers.put(feed.changefeed(), new KnownRetention(answer, clock.instant())));
        } catch (TidegateException e) {
            LOG.debug("source does not tell how long it keeps its log changefeed={}", feed.changefeed(), e);
        } catch (RuntimeException e) {
            LOG.warn("source not asked how long it keeps its log changefeed={}", feed.changefeed(), e);
        }
    }
}

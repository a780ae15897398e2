package io.tidegate.feed;

import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.ResolvedMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the progress of all runs of a process once a tick, in one transaction for each store. One thread.
 */
final class CheckpointTicker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointTicker.class);

    private final Map<Changefeed, CheckpointStore> feeds = new ConcurrentHashMap<>();
    private final ReentrantLock storing = new ReentrantLock();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "tidegate-checkpoint");
        created.setDaemon(true);
        return created;
    });

    private final ScheduledFuture<?> ticks;

    CheckpointTicker(Duration interval) {
        ticks = thread.scheduleWithFixedDelay(
                this::storeAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(Changefeed feed, CheckpointStore store) {
        feeds.put(feed, store);
    }

    void remove(Changefeed feed) {
        feeds.remove(feed);
    }

    @Override
    public void close() {
        ticks.cancel(false);
        thread.shutdownNow();
    }

    private void storeAll() {
        Map<CheckpointStore, List<Changefeed>> byStore = new HashMap<>();
        feeds.forEach((feed, store) ->
                byStore.computeIfAbsent(store, key -> new ArrayList<>()).add(feed));
        byStore.forEach(this::store);
    }

    /**
     * Stores what the feeds have completed since the last time; a store that fails fails the runs that rely on it. One
     * call at a time, so that a checkpoint never replaces a later one.
     */
    void store(CheckpointStore store, List<Changefeed> feeds) {
        storing.lock();
        try {
            storeCompleted(store, feeds);
        } finally {
            storing.unlock();
        }
    }

    private static void storeCompleted(CheckpointStore store, List<Changefeed> feeds) {
        Map<FeedRun, ResolvedMark> marks = new HashMap<>();
        List<Progress> progress = new ArrayList<>();
        for (Changefeed feed : feeds) {
            FeedRun run = feed.run();
            ResolvedMark mark = run == null ? null : run.markToStore();
            if (run != null && mark != null) {
                marks.put(run, mark);
                progress.add(new Progress(
                        feed.name(), mark.resolvedTs(), mark.position().text(), run.stateToStore(mark)));
            }
        }
        if (progress.isEmpty()) {
            return;
        }
        try {
            store.save(progress);
        } catch (TidegateException e) {
            log.error("checkpoint not stored changefeeds={}", progress.size(), e);
            marks.keySet().forEach(run -> run.pipeline().fail(e));
            return;
        } catch (RuntimeException e) {
            log.error("checkpoint not stored changefeeds={}", progress.size(), e);
            TidegateException failure = new TidegateException(ErrorCode.STATE_WRITE_FAILED, e.toString(), e);
            marks.keySet().forEach(run -> run.pipeline().fail(failure));
            return;
        }
        for (Changefeed feed : feeds) {
            FeedRun run = feed.run();
            ResolvedMark mark = run == null ? null : marks.get(run);
            if (run != null && mark != null) {
                run.stored(mark);
                feed.stored(mark);
            }
        }
    }
}

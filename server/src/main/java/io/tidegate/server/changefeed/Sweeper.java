package io.tidegate.server.changefeed;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after all changefeeds several times a second. One thread. */
final class Sweeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final long PAUSE_MILLIS = 250;
    private static final long PATIENCE_SECONDS = 5;

    private final Runnable sweep;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "tidegate-lifecycle");
        created.setDaemon(true);
        return created;
    });

    Sweeper(Runnable sweep) {
        this.sweep = sweep;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::run, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends after the look that is under way, if one is. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean unused = thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            // A task that throws would never run again.
            log.error("looking after changefeeds failed", e);
        }
    }
}

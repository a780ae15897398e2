package io.tidegate.feed;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run has to wait for before it can encode on: done one after the other on a thread of its own, so that no worker
 * waits and no other changefeed notices. One that fails in a way that may pass is tried again, as long as the pipeline has
 * patience; once all are done, it goes on. The thread is there while there is something to do.
 */
final class Errands implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Errands.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final long IDLE_SECONDS = 2;

    private final String changefeed;
    private final Pipeline pipeline;
    private final ThreadPoolExecutor thread;
    private int open;

    Errands(String changefeed, Pipeline pipeline) {
        this.changefeed = changefeed;
        this.pipeline = pipeline;
        this.thread =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread created = new Thread(work, "tidegate-errand-" + changefeed);
                    created.setDaemon(true);
                    return created;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Does it, again and again if need be. */
    synchronized void run(Runnable errand) {
        if (!thread.isShutdown()) {
            open++;
            thread.execute(() -> carryOut(errand));
        }
    }

    /** Only lets some time pass: what failed may go better then. */
    void pause() {
        run(Errands::sleep);
    }

    @Override
    public synchronized void close() {
        thread.shutdownNow();
    }

    private void carryOut(Runnable errand) {
        while (!attempt(errand) && !thread.isShutdown()) {
            sleep();
        }
        synchronized (this) {
            open--;
            if (open == 0) {
                pipeline.encodeOn();
            }
        }
    }

    /** Whether there is nothing more to try. */
    private boolean attempt(Runnable errand) {
        try {
            errand.run();
            return true;
        } catch (TidegateException e) {
            log.warn("a batch cannot be encoded yet changefeed={} reason={}", changefeed, e.getMessage());
            return !pipeline.hasPatienceWith(e);
        } catch (RuntimeException | Error e) {
            log.error("an errand failed changefeed={}", changefeed, e);
            pipeline.fail(new TidegateException(ErrorCode.INTERNAL_ERROR, e.toString(), e));
            return true;
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.tidegate.server.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server can do its work: it has started, is not being stopped, and can write its state. The last is tried
 * every ten seconds by a thread of its own, so that to ask costs nothing and cannot be used to keep a disk busy.
 */
public final class Readiness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private enum Phase {
        STARTING,
        STARTED,
        STOPPING
    }

    private final Runnable writeState;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "tidegate-readiness");
        created.setDaemon(true);
        return created;
    });

    private volatile Phase phase = Phase.STARTING;
    private volatile boolean stateWritable = true;

    /** @param writeState writes something of no consequence to the state, or throws why it cannot */
    public Readiness(Runnable writeState) {
        this.writeState = writeState;
    }

    /** The server does its work from now on. */
    public void started() {
        tryState();
        phase = Phase.STARTED;
        var unused = thread.scheduleWithFixedDelay(
                this::tryState, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The server ends; there is no way back. */
    public void stopping() {
        phase = Phase.STOPPING;
        thread.shutdownNow();
    }

    public boolean isReady() {
        return reasons().isEmpty();
    }

    /** Why it is not ready, in plain sentences that anybody may read; none if it is. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        switch (phase) {
            case STARTING -> reasons.add("the server is starting");
            case STOPPING -> reasons.add("the server is being stopped");
            case STARTED -> {}
        }
        if (!stateWritable) {
            reasons.add("the state cannot be written; the log of the server says why");
        }
        return reasons;
    }

    @Override
    public void close() {
        stopping();
    }

    void tryState() {
        boolean writable = false;
        try {
            writeState.run();
            writable = true;
        } catch (RuntimeException e) {
            if (stateWritable) {
                LOG.error("state not writable, the server is not ready", e);
            }
        }
        stateWritable = writable;
    }
}

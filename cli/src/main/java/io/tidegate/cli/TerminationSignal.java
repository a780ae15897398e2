package io.tidegate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and SIGINT into a question the running command asks now and then, and keeps the process alive until the
 * command has ended in order.
 */
final class TerminationSignal implements AutoCloseable {
    private static final long GRACE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean received;
    private final Thread hook = new Thread(this::onShutdown, "tidegate-shutdown");

    private TerminationSignal() {}

    static TerminationSignal install() {
        TerminationSignal signal = new TerminationSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    boolean received() {
        return received;
    }

    @Override
    public void close() {
        ended.countDown();
        if (!received) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is going down already; the hook does no harm any more.
                received = true;
            }
        }
    }

    private void onShutdown() {
        received = true;
        try {
            ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

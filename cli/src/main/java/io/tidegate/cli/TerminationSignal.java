package io.tidegate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and SIGINT into a question the running command asks now and then. The virtual machine would end as soon
 * as its shutdown hooks are done, with a status that says it was killed; so the hook here waits for {@link #exit}, which
 * ends the process with the status of the command that has ended in order.
 */
final class TerminationSignal implements AutoCloseable {
    private static final long GRACE_SECONDS = 20;

    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean received;
    private final Thread hook = new Thread(this::onShutdown, "tidegate-shutdown");

    private TerminationSignal() {}

    static TerminationSignal install() {
        TerminationSignal signal = new TerminationSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Ends the process with a status, also when a signal is about to end it with another. */
    static void exit(int status) {
        if (isGoingDown()) {
            Runtime.getRuntime().halt(status);
        }
        System.exit(status);
    }

    boolean received() {
        return received;
    }

    @Override
    public void close() {
        if (!received && !isGoingDown()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private static boolean isGoingDown() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread("unknown"));
            return false;
        } catch (IllegalStateException goingDown) {
            return true;
        }
    }

    private void onShutdown() {
        received = true;
        try {
            boolean unused = never.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

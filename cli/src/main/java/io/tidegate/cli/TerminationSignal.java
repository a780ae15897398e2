package io.tidegate.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns SIGTERM, SIGINT and SIGHUP into a question the running command asks now and then, so that the command ends in
 * order and with its own exit status. A shutdown hook could not do that: with hooks under way the JVM ends with the
 * signal's status, and the hooks of others pull the rug out from under the command. A second signal ends the process the
 * usual way.
 */
// These two classes of jdk.unsupported are the only way to hear of a signal without the JVM going down.
@SuppressWarnings("sunapi")
public final class TerminationSignal implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

    private final Map<Signal, SignalHandler> before = new HashMap<>();
    private volatile boolean received;

    private TerminationSignal() {}

    /** Listens until closed. */
    public static TerminationSignal install() {
        TerminationSignal termination = new TerminationSignal();
        synchronized (termination) {
            for (String name : SIGNALS) {
                Signal signal = new Signal(name);
                termination.before.put(signal, Signal.handle(signal, termination::onSignal));
            }
        }
        return termination;
    }

    /** Whether the process was asked to end. */
    public boolean received() {
        return received;
    }

    @Override
    public synchronized void close() {
        before.forEach(Signal::handle);
        before.clear();
    }

    private void onSignal(Signal signal) {
        received = true;
        close();
    }
}

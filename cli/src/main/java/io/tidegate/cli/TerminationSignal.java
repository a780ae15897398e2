package io.tidegate.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns SIGTERM, SIGINT and SIGHUP into a question the running command asks now and then, so that the command ends in
 * order and with its own exit status. A shutdown hook could not do that: with hooks under way the JVM ends with the
 * signal's status, and the hooks of others pull the rug out from under the command. A second signal ends the process the
 * usual way.
 */
public final class TerminationSignal implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

    private final List<Registration> registrations = new ArrayList<>();
    private volatile boolean received;

    private TerminationSignal() {}

    /** Listens until closed. */
    public static TerminationSignal install() {
        TerminationSignal termination = new TerminationSignal();
        synchronized (termination) {
            SIGNALS.forEach(name -> termination.registrations.add(Registration.install(name, termination::onSignal)));
        }
        return termination;
    }

    /** Whether the process was asked to end. */
    public boolean received() {
        return received;
    }

    @Override
    public synchronized void close() {
        registrations.forEach(Registration::undo);
        registrations.clear();
    }

    private void onSignal() {
        received = true;
        close();
    }

    /**
     * A handler that took the place of another. The one interface for it, {@code sun.misc.Signal}, is exported by every
     * JDK, but javac warns of it in a way that cannot be suppressed, and warnings are errors here; hence reflection.
     */
    private record Registration(Method handle, Object signal, Object before) {
        static Registration install(String name, Runnable action) {
            try {
                Class<?> signalType = Class.forName("sun.misc.Signal");
                Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
                Method handle = signalType.getMethod("handle", signalType, handlerType);
                Object signal = signalType.getConstructor(String.class).newInstance(name);
                Object handler = Proxy.newProxyInstance(
                        TerminationSignal.class.getClassLoader(),
                        new Class<?>[] {handlerType},
                        (self, method, args) -> {
                            action.run();
                            return null;
                        });
                return new Registration(handle, signal, handle.invoke(null, signal, handler));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this JVM does not hand on SIG" + name, e);
            }
        }

        void undo() {
            try {
                handle.invoke(null, signal, before);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the earlier handler of " + signal + " cannot be put back", e);
            }
        }
    }
}

package io.tidegate.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The port of a database server on the loopback address, which greets whoever connects. */
record ListeningPort(int number) {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * Waits until the server greets.
     *
     * @throws IllegalStateException with what it printed, if it ends before or takes too long; it is killed then
     */
    void awaitGreeting(ChildProcess server, String name) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!greets()) {
            if (!server.isAlive() || System.nanoTime() - deadline > 0) {
                String printed = server.printed();
                server.kill();
                throw new IllegalStateException(name + " does not start, it printed:\n" + printed);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean greets() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), 1000);
            socket.setSoTimeout(5000);
            return socket.getInputStream().read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}

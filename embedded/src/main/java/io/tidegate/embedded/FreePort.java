package io.tidegate.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * Finds ports of the loopback address that nobody listens on. They lie below the range from which the system takes the
 * ports of outgoing connections, so that none of those takes the port before the server does or while it restarts.
 */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int COUNT = 17_000;
    private static final int ATTEMPTS = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FreePort() {}

    /** A port that was free a moment ago. */
    public static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FIRST + RANDOM.nextInt(COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on the loopback address after " + ATTEMPTS + " attempts");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}

package io.tidegate.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Says the same to everybody, whatever they say, and hangs up. */
final class RudeServer implements AutoCloseable {
    private final ServerSocket socket;

    RudeServer(String words) {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new Thread(() -> serve(words), "rude-server").start();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(String words) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().read();
                client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException hungUp) {
                // Either side may be faster.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

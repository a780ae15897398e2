package io.tidegate.mysql.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP relay to a server that changes what the server sends: flips a bit behind a given text, sends byte by byte, or
 * goes silent.
 */
final class TamperingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile byte[] flipAt = new byte[0];
    private volatile boolean silent;
    private volatile int chunk = 1 << 16;

    TamperingProxy(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Flips the lowest bit of the first byte of this text whenever it passes; it must pass in one piece. */
    void flipIn(String text) {
        flipAt = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    void swallow() {
        silent = true;
    }

    void inPiecesOf(int bytes) {
        chunk = bytes;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                start(() -> relay(client, server, false));
                start(() -> relay(server, client, true));
            } catch (IOException closed) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void relay(Socket from, Socket to, boolean tamper) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (tamper && silent) {
                    continue;
                }
                if (tamper) {
                    flip(buffer, count);
                }
                for (int sent = 0; sent < count; sent += chunk) {
                    out.write(buffer, sent, Math.min(chunk, count - sent));
                }
            }
        } catch (IOException ended) {
            // One side hung up, which is what the tests of it want; closing the other side tells it.
            assert from.isClosed() || to.isClosed() || ended != null;
        }
    }

    private void flip(byte[] buffer, int count) {
        byte[] text = flipAt;
        if (text.length == 0) {
            return;
        }
        for (int i = 0; i + text.length <= count; i++) {
            if (java.util.Arrays.equals(buffer, i, i + text.length, text, 0, text.length)) {
                buffer[i] ^= 1;
                return;
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tampering-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}

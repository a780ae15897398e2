package io.tidegate.cli.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A relay to a port of this machine that flips a bit in what the server sends, wherever a given text passes in one piece. */
final class BitFlippingProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BitFlippingProxy.class);

    private final ServerSocket listener;
    private final int target;
    private final byte[] text;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    BitFlippingProxy(int target, String text) throws IOException {
        this.target = target;
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        this.listener = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                start(() -> relay(client, server, false));
                start(() -> relay(server, client, true));
            }
        } catch (IOException e) {
            log.debug("no more connections", e);
        }
    }

    private void relay(Socket from, Socket to, boolean flips) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (flips) {
                    flip(buffer, count);
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            log.debug("one side hung up", e);
        }
    }

    private void flip(byte[] buffer, int count) {
        for (int i = 0; i + text.length <= count; i++) {
            if (Arrays.equals(buffer, i, i + text.length, text, 0, text.length)) {
                buffer[i] ^= 1;
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "bit-flipping-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}

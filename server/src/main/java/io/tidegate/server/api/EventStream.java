package io.tidegate.server.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One client of the event stream. Nobody waits for it: what it has not taken yet is kept, and a client that takes too little
 * is let go, since it gets everything anew when it comes back. Whoever sends writes as far as the connection takes it, and
 * the container writes the rest.
 */
final class EventStream implements WriteListener {
    private static final int MOST_WAITING_BYTES = 4 << 20;

    private final ServletOutputStream out;
    private final CompletableFuture<Void> end;
    private final Instant until;
    private final BooleanSupplier welcome;
    private final Consumer<EventStream> forget;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean written;
    private boolean writable;

    /**
     * @param end completed when the client is gone or let go
     * @param until it is let go then, whatever it still does
     * @param welcome whether it may still read
     * @param forget told when the client is gone or let go
     */
    EventStream(
            ServletOutputStream out,
            CompletableFuture<Void> end,
            Instant until,
            BooleanSupplier welcome,
            Consumer<EventStream> forget) {
        this.out = out;
        this.end = end;
        this.until = until;
        this.welcome = welcome;
        this.forget = forget;
    }

    boolean isOver(Instant now) {
        return end.isDone() || now.isAfter(until);
    }

    /** Whether who opened it may still read it. */
    boolean isWelcome() {
        return welcome.getAsBoolean();
    }

    /** Sends text in the form of an event stream, sometime. */
    synchronized void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        waiting.add(bytes);
        waitingBytes += bytes.length;
        if (waitingBytes > MOST_WAITING_BYTES) {
            close();
        } else if (writable) {
            write();
        }
    }

    /** Ends the stream. Idempotent. */
    void close() {
        if (end.complete(null)) {
            forget.accept(this);
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    /** The client is gone; that is how most streams end. */
    @Override
    public void onError(Throwable failure) {
        close();
    }

    private void write() {
        if (end.isDone()) {
            return;
        }
        try {
            while (out.isReady()) {
                byte[] next = waiting.poll();
                if (next != null) {
                    waitingBytes -= next.length;
                    written = true;
                    out.write(next);
                } else if (written) {
                    written = false;
                    out.flush();
                } else {
                    return;
                }
            }
            writable = false; // the container calls when it can go on
        } catch (IOException e) {
            onError(e);
        }
    }
}

package io.tidegate.mysql.protocol;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Whole packets over a {@link Wire}, for the login and for statements. Reads not a byte further than the packet asked
 * for, so that TLS or a dump can take over the wire at any packet boundary.
 */
final class PacketChannel {
    /** A payload of this size goes on in the next packet. */
    static final int FULL_PAYLOAD = 0xFFFFFF;

    static final int HEADER = 4;

    private final Wire wire;
    private final byte[] header = new byte[HEADER];
    private long deadlineNanos;
    private int sequence;

    PacketChannel(Wire wire, Duration timeout) {
        this.wire = wire;
        expectWithin(timeout);
    }

    /** From now on reads must be done within this time. */
    void expectWithin(Duration timeout) {
        deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    Duration timeLeft() {
        return Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
    }

    /** The payload of the next packet, joined when it was split. */
    byte[] read() throws IOException {
        byte[] first = readOne();
        if (first.length < FULL_PAYLOAD) {
            return first;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(2 * FULL_PAYLOAD);
        byte[] part = first;
        joined.write(part);
        while (part.length == FULL_PAYLOAD) {
            part = readOne();
            joined.write(part);
        }
        return joined.toByteArray();
    }

    /** Sends a packet that answers the one read last, or follows the one sent last. */
    void write(byte[] payload) throws IOException {
        int offset = 0;
        int length;
        do {
            length = Math.min(payload.length - offset, FULL_PAYLOAD);
            byte[] packet = new byte[HEADER + length];
            packet[0] = (byte) length;
            packet[1] = (byte) (length >>> 8);
            packet[2] = (byte) (length >>> 16);
            packet[3] = (byte) sequence++;
            System.arraycopy(payload, offset, packet, HEADER, length);
            wire.write(packet);
            offset += length;
        } while (length == FULL_PAYLOAD);
    }

    /** Sends the first packet of a command. */
    void command(byte[] payload) throws IOException {
        sequence = 0;
        write(payload);
    }

    private byte[] readOne() throws IOException {
        fill(header);
        int length = (header[0] & 0xFF) | ((header[1] & 0xFF) << 8) | ((header[2] & 0xFF) << 16);
        sequence = header[3] + 1;
        byte[] payload = new byte[length];
        fill(payload);
        return payload;
    }

    private void fill(byte[] target) throws IOException {
        int filled = 0;
        while (filled < target.length) {
            int count =
                    wire.read(target, filled, target.length - filled, timeLeft().toMillis());
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            filled += count;
            if (filled < target.length && deadlineNanos - System.nanoTime() <= 0) {
                throw new SocketTimeoutException("the server gave no answer in time");
            }
        }
    }
}

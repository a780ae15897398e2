package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;

/**
 * An event too large for a slab, on its way into an array of its own. It may come in several packets, whose headers are
 * left out; how many bytes it has is known from its own header.
 */
final class LargeEvent {
    private static final int MARKER = 1;
    /** Servers send no larger packet to a replica. */
    private static final int MAX_LENGTH = 1 << 30;

    private final int length;
    private final byte[] packetHeader = new byte[PacketChannel.HEADER];
    private byte[] target = new byte[0];
    private int received;
    private int headerReceived;
    private int leftInPacket;
    private boolean moreFollows = true;
    private boolean markerSeen;

    private LargeEvent(int length) {
        this.length = length;
    }

    /** Reads how large the event is whose first packet begins at {@code offset}. */
    static LargeEvent announcedBy(byte[] bytes, int offset) {
        int length = EventGuard.u32(bytes, offset + PacketChannel.HEADER + MARKER + EventGuard.LENGTH_AT);
        int packet = EventGuard.u32(bytes, offset) & PacketChannel.FULL_PAYLOAD;
        boolean fits = packet == PacketChannel.FULL_PAYLOAD ? length >= packet - MARKER : length == packet - MARKER;
        if (bytes[offset + PacketChannel.HEADER] != 0) {
            throw new TidegateException(
                    ErrorCode.SOURCE_PROTOCOL, "the dump has a packet of " + packet + " bytes that is no event");
        }
        if (!fits || length > MAX_LENGTH) {
            throw new TidegateException(
                    ErrorCode.EVENT_CORRUPT,
                    "an event in a packet of " + packet + " bytes has " + Integer.toUnsignedString(length)
                            + " bytes by its header");
        }
        return new LargeEvent(length);
    }

    int length() {
        return length;
    }

    /** Gives the array to fill. */
    void into(byte[] array) {
        target = array;
    }

    boolean complete() {
        // An event that fills its last packet to the brim is closed by an empty packet.
        return received == length && headerReceived == 0 && !moreFollows;
    }

    /** Takes bytes that were read already. */
    void supply(byte[] source, int offset, int count) {
        int index = offset;
        int end = offset + count;
        while (index < end) {
            if (leftInPacket == 0) {
                packetHeader[headerReceived] = source[index++];
                headerTaken(1);
            } else if (!markerSeen) {
                index++;
                markerTaken();
            } else {
                int part = Math.min(end - index, leftInPacket);
                System.arraycopy(source, index, target, received, part);
                index += part;
                received += part;
                leftInPacket -= part;
            }
        }
    }

    /** Reads once from the wire; what {@link Wire#read} returns. */
    int readFrom(Wire wire, long millis) throws IOException {
        if (leftInPacket == 0) {
            int count = wire.read(packetHeader, headerReceived, PacketChannel.HEADER - headerReceived, millis);
            if (count > 0) {
                headerTaken(count);
            }
            return count;
        }
        int count = wire.read(target, received, leftInPacket, millis);
        if (count > 0) {
            received += count;
            leftInPacket -= count;
        }
        return count;
    }

    private void headerTaken(int count) {
        headerReceived += count;
        if (headerReceived < PacketChannel.HEADER) {
            return;
        }
        headerReceived = 0;
        leftInPacket = EventGuard.u32(packetHeader, 0) & PacketChannel.FULL_PAYLOAD;
        moreFollows = leftInPacket == PacketChannel.FULL_PAYLOAD;
        int inPacket = markerSeen ? leftInPacket : leftInPacket - MARKER;
        int missing = length - received;
        if (moreFollows ? inPacket > missing : inPacket != missing) {
            throw new TidegateException(
                    ErrorCode.EVENT_CORRUPT,
                    "an event of " + length + " bytes lacks " + missing + ", but its next packet has " + inPacket);
        }
    }

    private void markerTaken() {
        markerSeen = true;
        leftInPacket -= MARKER;
    }
}

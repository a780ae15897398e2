package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.MemoryBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a dump, read in large blocks straight into slabs and handed out in place. The reader's thread alone
 * moves through them; what another thread does in {@link #close} is to close the wire and to let go of the slab.
 *
 * <p>A slab is filled from the wire up to {@code filled} and handed out up to {@code parsed}. A packet that does not fit
 * into the rest of its slab is moved to the next one; one that does not fit into any is put together by a {@link
 * LargeEvent} in a slab of its own. No slab is held here when memory is asked for, so that an event larger than the whole
 * budget can still be granted, and any slab by a budget that has become smaller.
 */
final class DumpStream implements EventStream {
    private static final int MAX_SLAB = 1 << 20;
    private static final int MIN_SLAB = 1 << 16;
    /** Slabs are at most this part of the budget: some are in batches, one is here, the next one is asked for. */
    private static final int SLABS_IN_BUDGET = 8;
    /** What must be here of a large packet before it is known how large its event is. */
    private static final int LARGE_HEAD = PacketChannel.HEADER + 1 + EventGuard.HEADER_LENGTH;

    private static final int MARKER_EVENT = 0x00;
    private static final int MARKER_END = 0xFE;
    private static final int HEARTBEATS_TO_MISS = 3;

    private final Wire wire;
    private final MemoryBudget memory;
    private final DumpRequest request;
    private final String user;
    private final EventGuard guard;
    private final int slabSize;
    private final long silenceLimitNanos;

    /** What this stream holds, for whoever closes it. */
    private final AtomicReference<@Nullable Slab> held = new AtomicReference<>();

    private volatile boolean closed;
    private @Nullable Slab slab;
    private byte[] bytes = new byte[0];
    private int parsed;
    private int filled;
    private @Nullable LargeEvent large;
    private long silentNanos;

    private int eventOffset;
    private int eventLength;
    private int eventWireLength;

    DumpStream(Wire wire, MemoryBudget memory, DumpRequest request, String user, boolean checksums) {
        this.wire = wire;
        this.memory = memory;
        this.request = request;
        this.user = user;
        this.guard = new EventGuard(checksums);
        this.slabSize = (int) Math.max(MIN_SLAB, Math.min(MAX_SLAB, memory.limit() / SLABS_IN_BUDGET));
        this.silenceLimitNanos = request.heartbeat().toNanos() * HEARTBEATS_TO_MISS;
    }

    @Override
    public boolean next(Duration timeout) throws InterruptedException {
        if (large == null && packetIsHere()) {
            takePacket();
            return true;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean timeLeft = true;
        try {
            while (true) {
                if (closed) {
                    throw new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "the stream was closed");
                }
                if (large != null) {
                    if (large.complete()) {
                        takeLarge(large);
                        return true;
                    }
                } else if (packetIsHere()) {
                    takePacket();
                    return true;
                }
                if (!timeLeft) {
                    return false;
                }
                if (large == null) {
                    makeRoom();
                }
                timeLeft = receive(deadline);
            }
        } catch (IOException failure) {
            throw lost(String.valueOf(failure.getMessage()), failure);
        } finally {
            if (closed) {
                letGo();
            }
        }
    }

    @Override
    public boolean hasBuffered() {
        if (large != null || closed) {
            return false;
        }
        try {
            // Without this a batch would end wherever a read happened to end.
            while (!packetIsHere() && filled < bytes.length && wire.readable()) {
                int count = wire.read(bytes, filled, bytes.length - filled, 1);
                if (count <= 0) {
                    return false;
                }
                filled += count;
                silentNanos = 0;
            }
        } catch (IOException failure) {
            throw lost(String.valueOf(failure.getMessage()), failure);
        }
        return packetIsHere();
    }

    @Override
    public Slab slab() {
        Slab current = slab;
        if (current == null) {
            throw new IllegalStateException("there is no current event");
        }
        return current;
    }

    @Override
    public int offset() {
        return eventOffset;
    }

    @Override
    public int length() {
        return eventLength;
    }

    @Override
    public int wireLength() {
        return eventWireLength;
    }

    @Override
    public void close() {
        closed = true;
        wire.close();
        letGo();
    }

    /** Whether a whole packet is in the slab. */
    private boolean packetIsHere() {
        int here = filled - parsed;
        return here >= PacketChannel.HEADER && here - PacketChannel.HEADER >= packetLength();
    }

    private int packetLength() {
        // The fourth byte is the sequence number, which says nothing in a stream of one direction.
        return EventGuard.u32(bytes, parsed) & PacketChannel.FULL_PAYLOAD;
    }

    private void takePacket() {
        int length = packetLength();
        int start = parsed + PacketChannel.HEADER;
        parsed = start + length;
        if (length == 0) {
            throw new TidegateException(ErrorCode.SOURCE_PROTOCOL, "the dump has an empty packet");
        }
        int marker = bytes[start] & 0xFF;
        if (marker != MARKER_EVENT) {
            throw ended(marker, start, length);
        }
        take(start + 1, length - 1);
    }

    private void takeLarge(LargeEvent whole) {
        large = null;
        take(0, whole.length());
        // Nothing follows in a slab of its own.
        parsed = bytes.length;
        filled = bytes.length;
    }

    private void take(int offset, int length) {
        eventLength = guard.admit(bytes, offset, length);
        eventOffset = offset;
        eventWireLength = length;
    }

    private TidegateException ended(int marker, int start, int length) {
        return switch (marker) {
            case ServerError.MARKER ->
                ServerError.parse(bytes, start + 1, length - 1).dumpFailure(request, user);
            case MARKER_END -> new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "the server ended the stream");
            default -> new TidegateException(ErrorCode.SOURCE_PROTOCOL, "the dump has a packet of kind " + marker);
        };
    }

    /** Sees to it that there is room for the rest of the packet that has begun. */
    private void makeRoom() throws InterruptedException {
        int here = filled - parsed;
        int needed = PacketChannel.HEADER;
        if (here >= PacketChannel.HEADER) {
            needed += packetLength();
            if (needed > slabSize) {
                if (here >= LARGE_HEAD) {
                    beginLarge();
                    return;
                }
                needed = LARGE_HEAD;
            }
        }
        if (bytes.length - parsed >= needed && filled < bytes.length) {
            return;
        }
        byte[] before = bytes;
        int from = parsed;
        // Before more is asked for: the budget may have become too small for two of them.
        letGo();
        hold(Slab.allocate(slabSize, memory));
        System.arraycopy(before, from, bytes, 0, here);
        parsed = 0;
        filled = here;
    }

    private void beginLarge() throws InterruptedException {
        byte[] before = bytes;
        int from = parsed;
        int here = filled - parsed;
        LargeEvent event = LargeEvent.announcedBy(before, from);
        letGo();
        hold(Slab.allocate(event.length(), memory));
        event.into(bytes);
        event.supply(before, from, here);
        large = event;
        parsed = 0;
        filled = 0;
    }

    /** Reads once; whether there is time for another read. */
    private boolean receive(long deadline) throws IOException {
        long start = System.nanoTime();
        long wait = Math.min(deadline - start, silenceLimitNanos - silentNanos);
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait));
        LargeEvent event = large;
        int count =
                event == null ? wire.read(bytes, filled, bytes.length - filled, millis) : event.readFrom(wire, millis);
        if (count < 0) {
            throw lost("the server closed the connection", null);
        }
        if (count > 0) {
            if (event == null) {
                filled += count;
            }
            silentNanos = 0;
            return System.nanoTime() - deadline < 0;
        }
        long now = System.nanoTime();
        silentNanos += now - start;
        if (silentNanos >= silenceLimitNanos) {
            throw lost("no sign of life for " + TimeUnit.NANOSECONDS.toMillis(silentNanos) + " ms", null);
        }
        return now - deadline < 0;
    }

    private void hold(Slab next) {
        slab = next;
        bytes = next.bytes();
        Slab previous = held.getAndSet(next);
        if (previous != null) {
            previous.release();
        }
    }

    private void letGo() {
        Slab last = held.getAndSet(null);
        if (last != null) {
            last.release();
        }
    }

    private static TidegateException lost(String why, @Nullable Throwable cause) {
        return new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, why, cause);
    }
}

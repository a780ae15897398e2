package io.tidegate.mysql.protocol;

import java.time.Duration;

/**
 * The events of a binlog dump, one after the other, each a slice of a {@link Slab}. Packets are joined, checksums are
 * verified, the marker byte and the checksum are cut off. Used by one thread, {@link #close} apart. The methods that
 * describe the current event are valid until the next call of {@link #next}; whoever keeps the event longer retains its
 * slab. A broken connection is SOURCE_CONNECTION_LOST, a wrong checksum EVENT_CORRUPT, an error packet of the server
 * whatever it means.
 */
public interface EventStream extends AutoCloseable {
    /**
     * Moves to the next event; false when none arrived within the time.
     *
     * @throws InterruptedException if the thread was interrupted while it waited for memory
     */
    boolean next(Duration timeout) throws InterruptedException;

    /** Whether another event is already here, so that {@link #next} will not wait for the network. */
    boolean hasBuffered();

    /** The slab that holds the current event. */
    Slab slab();

    /** Index of the first byte of the event's 19-byte header. */
    int offset();

    /** Bytes of the event from its header on, without the checksum. */
    int length();

    /** Bytes of the event in the binlog file: with the checksum, as positions count them. */
    int wireLength();

    @Override
    void close();
}

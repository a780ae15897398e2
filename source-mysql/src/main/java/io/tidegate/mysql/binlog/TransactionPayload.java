package io.tidegate.mysql.binlog;

import com.github.luben.zstd.ZstdInputStream;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.protocol.Slab;
import io.tidegate.source.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The events inside a TRANSACTION_PAYLOAD event: a whole transaction, compressed. They are inflated one after the other
 * into slabs, so that a transaction of any size takes no more memory than its rows hold anyway.
 */
final class TransactionPayload implements AutoCloseable {
    private static final int SLAB_BYTES = 256 * 1024;
    private static final int LENGTH_AT = 9;

    private static final int FIELD_END = 0;
    private static final int FIELD_COMPRESSION = 2;
    private static final int ZSTD = 0;
    private static final int NONE = 255;

    private final Slab compressed;
    private final InputStream events;
    private final MemoryBudget memory;
    private final byte[] header = new byte[EventHeader.LENGTH];
    private boolean headerRead;
    private @Nullable Slab slab;
    private int filled;
    private int offset;
    private int length;

    /**
     * @param compressed holds the event, and is held until the end
     * @param body of the event
     */
    TransactionPayload(Slab compressed, EventBody body, MemoryBudget memory) {
        this.memory = memory;
        long compression = ZSTD;
        for (long field = body.lenenc(); field != FIELD_END; field = body.lenenc()) {
            EventBody value = body.slice((int) body.lenenc());
            if (field == FIELD_COMPRESSION) {
                compression = value.lenenc();
            }
        }
        InputStream bytes = new ByteArrayInputStream(compressed.bytes(), body.index(), body.remaining());
        if (compression == ZSTD) {
            events = inflated(bytes);
        } else if (compression == NONE) {
            events = bytes;
        } else {
            throw new TidegateException(
                    ErrorCode.EVENT_UNSUPPORTED, "a transaction with compression type " + compression);
        }
        this.compressed = compressed;
        compressed.retain();
    }

    /**
     * Moves to the next event; false behind the last. When memory is refused it can be called again.
     *
     * @throws InterruptedException if the thread was interrupted while it waited for memory
     */
    boolean next() throws InterruptedException {
        try {
            if (!headerRead) {
                int count = events.readNBytes(header, 0, header.length);
                if (count == 0) {
                    return false;
                }
                require(count, header.length);
                headerRead = true;
            }
            length = (int) new EventBody(header, LENGTH_AT, 4).u32();
            if (length < header.length) {
                throw EventBody.corrupt("an event of " + length + " bytes in a compressed transaction");
            }
            Slab target = room(length);
            offset = filled;
            System.arraycopy(header, 0, target.bytes(), offset, header.length);
            int rest = length - header.length;
            require(events.readNBytes(target.bytes(), offset + header.length, rest), rest);
            filled += length;
            headerRead = false;
            return true;
        } catch (IOException damaged) {
            throw new TidegateException(ErrorCode.EVENT_CORRUPT, "a compressed transaction", damaged);
        }
    }

    Slab slab() {
        Slab current = slab;
        if (current == null) {
            throw new IllegalStateException("there is no current event");
        }
        return current;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    @Override
    public void close() {
        compressed.release();
        Slab last = slab;
        if (last != null) {
            last.release();
            slab = null;
        }
        try {
            events.close();
        } catch (IOException impossible) {
            throw new TidegateException(ErrorCode.INTERNAL_ERROR, "closing bytes in memory", impossible);
        }
    }

    private Slab room(int bytes) throws InterruptedException {
        Slab current = slab;
        if (current != null && current.bytes().length - filled >= bytes) {
            return current;
        }
        Slab fresh = Slab.allocate(Math.max(SLAB_BYTES, bytes), memory);
        if (current != null) {
            current.release();
        }
        slab = fresh;
        filled = 0;
        return fresh;
    }

    private static InputStream inflated(InputStream bytes) {
        try {
            return new ZstdInputStream(bytes);
        } catch (IOException damaged) {
            throw new TidegateException(ErrorCode.EVENT_CORRUPT, "a compressed transaction", damaged);
        }
    }

    private static void require(int count, int wanted) {
        if (count < wanted) {
            throw EventBody.corrupt("a compressed transaction ends in the middle of an event");
        }
    }
}

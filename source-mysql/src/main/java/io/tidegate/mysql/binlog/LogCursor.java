package io.tidegate.mysql.binlog;

/**
 * Where a reader is in the binlog: a file, and the end of the last event read in it as an unsigned 64-bit offset. Event
 * headers state only the low 32 bits of that offset, or nothing, so the cursor adds up event lengths and takes a
 * header's word for it only where the two differ: behind a hole that the server left out.
 */
final class LogCursor {
    private static final long LOW_BITS = 0xFFFF_FFFFL;

    private String file;
    private long position;

    LogCursor(String file, long position) {
        this.file = file;
        this.position = position;
    }

    String file() {
        return file;
    }

    long position() {
        return position;
    }

    /** Enters a file, as a ROTATE event says. */
    void enter(String newFile, long newPosition) {
        file = newFile;
        position = newPosition;
    }

    /** Passes an event that stands in the file; {@code bytes} with its checksum. */
    void pass(int type, int flags, long endPosition, int bytes) {
        boolean outsideTheFile = (flags & EventHeader.FLAG_ARTIFICIAL) != 0
                || type == EventType.HEARTBEAT
                || type == EventType.HEARTBEAT_V2
                || (type == EventType.FORMAT_DESCRIPTION && endPosition == 0);
        if (outsideTheFile) {
            return;
        }
        long sum = position + bytes;
        if (endPosition == 0 || endPosition == (sum & LOW_BITS)) {
            position = sum;
        } else {
            skipTo(endPosition);
        }
    }

    /** Goes on to a position of which only the low 32 bits are known, never backwards. */
    void skipTo(long endPosition) {
        long candidate = (position & ~LOW_BITS) | endPosition;
        position = candidate < position ? candidate + LOW_BITS + 1 : candidate;
    }

    /** Whether this is where a header with these low 32 bits points. */
    boolean isAt(long endPosition) {
        return (position & LOW_BITS) == endPosition;
    }

    /** As a user writes it: {@code FILE:POS}. */
    @Override
    public String toString() {
        return file + ":" + Long.toUnsignedString(position);
    }
}

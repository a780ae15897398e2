package io.tidegate.mysql.binlog;

/**
 * The start of a transaction in a MariaDB log; the server id is in the event's header.
 *
 * @param domain replication domain
 * @param sequence number in the domain
 * @param flags what kind of transaction
 * @param alterFlags whether this is half of a two-phase ALTER
 * @param startSequence the sequence number of the first half when this is the second, else 0
 */
record MariadbGtidEvent(long domain, long sequence, int flags, int alterFlags, long startSequence) {
    private static final int STANDALONE = 1;
    private static final int GROUP_COMMIT_ID = 2;
    private static final int PREPARED_XA = 64;
    private static final int COMPLETED_XA = 128;

    private static final int MULTI_ENGINE = 1;
    private static final int START_ALTER = 2;
    private static final int COMMIT_ALTER = 4;
    private static final int ROLLBACK_ALTER = 8;

    static MariadbGtidEvent parse(EventBody body) {
        long sequence = body.i64();
        long domain = body.u32();
        int flags = body.u8();
        if ((flags & GROUP_COMMIT_ID) != 0) {
            body.skip(8);
        }
        if ((flags & (PREPARED_XA | COMPLETED_XA)) != 0) {
            body.skip(4);
            int data = body.u8() + body.u8();
            body.skip(data);
        }
        int alterFlags = body.remaining() > 0 ? body.u8() : 0;
        if ((alterFlags & MULTI_ENGINE) != 0) {
            body.skip(1);
        }
        boolean second = (alterFlags & (COMMIT_ALTER | ROLLBACK_ALTER)) != 0;
        return new MariadbGtidEvent(domain, sequence, flags, alterFlags, second ? body.i64() : 0);
    }

    /** Whether exactly one event follows. */
    boolean standalone() {
        return (flags & STANDALONE) != 0;
    }

    /** Whether the rows that follow are only prepared. */
    boolean preparesXa() {
        return (flags & PREPARED_XA) != 0;
    }

    /** Whether the statement that follows begins or gives up a two-phase ALTER, and changes nothing. */
    boolean changesNothing() {
        return (alterFlags & (START_ALTER | ROLLBACK_ALTER)) != 0;
    }
}

package io.tidegate.feed;

import io.tidegate.model.Ddl;

/**
 * Hears of the DDLs that a changefeed comes to, one after the other. A DDL that a later run meets again is told again.
 * Called by the thread that sends: it must neither wait nor throw.
 */
@FunctionalInterface
public interface DdlLog {
    /** Keeps nothing. */
    DdlLog NONE = (ddl, outcome) -> {};

    /** What became of a DDL. */
    enum Outcome {
        /** Consumers were told; with exactly-once delivery, once the transaction that follows is committed. */
        SENT,
        /** The filter left it out. */
        LEFT_OUT,
        /** The message format has nothing to say about it. */
        NO_MESSAGE
    }

    /** A DDL had its turn: all before it is delivered, and nothing behind it is sent yet. */
    void passed(Ddl ddl, Outcome outcome);
}

package io.tidegate.model;

import org.jspecify.annotations.Nullable;

/**
 * Where in the log of its source a row stands. A flyweight that moves with its {@link RowCursor}; texts are the same objects
 * for runs of rows.
 */
public interface LogOrigin {
    /** Of sources that have no such log. */
    LogOrigin UNKNOWN = new LogOrigin() {
        @Override
        public String file() {
            return "";
        }

        @Override
        public long position() {
            return 0;
        }

        @Override
        public int row() {
            return 0;
        }

        @Override
        public long serverId() {
            return 0;
        }

        @Override
        public long thread() {
            return 0;
        }

        @Override
        public @Nullable String gtid() {
            return null;
        }
    };

    /** Name of the log file, of plain ASCII; empty when there is none. */
    String file();

    /** Where in the file the event that holds the row begins; its transaction where the log does not say more. */
    long position();

    /** Which row of its event it is, counted from 0. */
    int row();

    /** The server on which the row was written first, 0 when the log does not say. */
    long serverId();

    /** The session that wrote it, 0 when the log does not say. */
    long thread();

    /** The global number of its transaction as its server writes it, of plain ASCII; null when it has none. */
    @Nullable
    String gtid();
}

package io.tidegate.mysql.row;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all rows events of a transaction have in common. One object per transaction; read on any thread. */
public final class LoggedTransaction {
    private final long commitTs;
    private final String file;
    private final long thread;
    private final @Nullable Supplier<String> gtid;

    /** Made when it is asked for first: most formats never ask. Two threads may make it, the same text. */
    private @Nullable String gtidText;

    /**
     * @param commitTs its commit-ts
     * @param file name of the log file it stands in
     * @param thread the session that wrote it, 0 when the log does not say
     * @param gtid makes the text of its global number, null when it has none
     */
    public LoggedTransaction(long commitTs, String file, long thread, @Nullable Supplier<String> gtid) {
        this.commitTs = commitTs;
        this.file = file;
        this.thread = thread;
        this.gtid = gtid;
    }

    /** The same events with another commit-ts: they take effect elsewhere. */
    public LoggedTransaction committedAt(long ts) {
        return new LoggedTransaction(ts, file, thread, gtid);
    }

    long commitTs() {
        return commitTs;
    }

    String file() {
        return file;
    }

    long thread() {
        return thread;
    }

    @Nullable
    String gtid() {
        if (gtid == null) {
            return null;
        }
        String text = gtidText;
        if (text == null) {
            text = gtid.get();
            gtidText = text;
        }
        return text;
    }
}

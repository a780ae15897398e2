package io.tidegate.mysql.protocol;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.source.MemoryBudget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a MySQL or MariaDB server as a replica opens it: logged in, good for statements with small results,
 * and then for one dump. Used by one thread, {@link #close} apart, which any thread may call and which ends a read that
 * waits. Failures are {@link io.tidegate.error.TidegateException}s.
 */
public final class ReplicationConnection implements AutoCloseable {
    private ReplicationConnection() {}

    /** Connects and logs in within the time. */
    public static ReplicationConnection connect(SourceEndpoint endpoint, Duration timeout) {
        throw new UnsupportedOperationException(endpoint.host() + timeout);
    }

    public ServerInfo server() {
        throw new UnsupportedOperationException();
    }

    /** Runs a statement without a result. */
    public void execute(String sql) {
        throw new UnsupportedOperationException(sql);
    }

    /** Runs a query; its rows as text, NULL as null. */
    public List<List<@Nullable String>> query(String sql) {
        throw new UnsupportedOperationException(sql);
    }

    /**
     * Turns the connection into a stream of events. No statement can be run afterwards; closing the stream closes the
     * connection.
     */
    public EventStream startDump(DumpRequest request, MemoryBudget memory) {
        throw new UnsupportedOperationException(request + memory.toString());
    }

    @Override
    public void close() {}
}

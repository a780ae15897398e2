package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.protocol.DumpRequest;
import io.tidegate.mysql.protocol.EventStream;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.source.MemoryBudget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the file to begin with for a time: by the times at which the files were begun, seen through short dumps. */
final class LogStart {
    /**
     * The head of a file.
     *
     * @param seconds when it was begun, seconds since 1970
     * @param gtids of MySQL: the transactions before it
     */
    private record Head(long seconds, GtidSet gtids) {}

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FIRST_EVENT = 4;

    private final DumpConnections connections;

    LogStart(DumpConnections connections) {
        this.connections = connections;
    }

    /**
     * The beginning of the last file that was begun before a second, from where on transactions with a commit-ts up to
     * {@code afterTs} are left out.
     *
     * @throws TidegateException POSITION_LOST when older files are needed and gone
     */
    BinlogPosition before(BinlogServer server, long seconds, long afterTs) throws InterruptedException {
        List<BinlogServer.LogFile> files = server.files();
        int low = 0;
        int high = files.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (head(files.get(middle).name()).seconds() < seconds) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (files.isEmpty()) {
            throw new TidegateException(ErrorCode.POSITION_LOST, "nothing is left in " + BinlogServer.describe(files));
        }
        String file = files.get(low).name();
        Head head = head(file);
        if (head.seconds() >= seconds && !isFirstEver(file)) {
            throw new TidegateException(
                    ErrorCode.POSITION_LOST,
                    "the start lies before " + BinlogServer.describe(files) + "; the oldest was begun at "
                            + java.time.Instant.ofEpochSecond(head.seconds()));
        }
        return server.position(gtids(server, file, head), file, FIRST_EVENT, 0, afterTs);
    }

    private static @Nullable Gtids gtids(BinlogServer server, String file, Head head) {
        if (!server.hasGtids()) {
            return null;
        }
        return switch (server.flavour()) {
            case MYSQL -> head.gtids();
            case MARIADB -> server.mariadbStateAt(file, FIRST_EVENT);
        };
    }

    private static boolean isFirstEver(String file) {
        return file.matches(".*\\.0*1");
    }

    /** When a file was begun, seconds since 1970. */
    long begunSeconds(String file) throws InterruptedException {
        return head(file).seconds();
    }

    private Head head(String file) throws InterruptedException {
        ReplicationConnection connection = connections.connect();
        try (EventStream stream =
                connections.dump(connection, new DumpRequest.FilePosition(file, FIRST_EVENT), new UnlimitedMemory())) {
            long seconds = -1;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                if (!stream.next(Duration.ofSeconds(1))) {
                    continue;
                }
                byte[] bytes = stream.slab().bytes();
                int type = EventHeader.type(bytes, stream.offset());
                if (type == EventType.FORMAT_DESCRIPTION) {
                    seconds = EventHeader.timestampSeconds(bytes, stream.offset());
                } else if (type == EventType.PREVIOUS_GTIDS) {
                    EventBody body = EventBody.ofEvent(bytes, stream.offset(), stream.length());
                    return new Head(seconds, GtidSet.decode(body));
                } else if (type != EventType.ROTATE && seconds >= 0) {
                    return new Head(seconds, GtidSet.empty());
                }
            }
        }
        throw new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "the server does not send the head of " + file);
    }

    /** For a few events. */
    private static final class UnlimitedMemory implements MemoryBudget {
        @Override
        public long limit() {
            return 1 << 20;
        }

        @Override
        public void acquire(long bytes) {}

        @Override
        public void release(long bytes) {}
    }
}

package io.tidegate.bench;

import io.tidegate.config.Secret;
import io.tidegate.config.SourceUri;
import io.tidegate.mysql.protocol.DumpRequest;
import io.tidegate.mysql.protocol.EventStream;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.source.MemoryBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/**
 * Reads the binlog from one position to another and does nothing with it: {@code LogFloorMain PORT USER FILE BEGIN END
 * ROWS}. Prints 1 at the first event and ROWS behind the last, then waits for the end of its input.
 */
final class LogFloorMain {
    static final String PASSWORD = "BENCH_SOURCE_PASSWORD";

    private static final long SERVER_ID = 4_000_001;
    private static final int HEADER_FLAGS = 17;
    private static final int FLAG_ARTIFICIAL = 0x20;

    private LogFloorMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String uri = "mariadb://" + arguments[1] + "@127.0.0.1:" + arguments[0] + "/?tls=disabled";
        long begin = Long.parseLong(arguments[3]);
        long end = Long.parseLong(arguments[4]);
        try (ReplicationConnection connection = ReplicationConnection.connect(
                        SourceUri.parse(uri, new Secret(System.getenv(PASSWORD))), Duration.ofSeconds(30));
                EventStream events = connection.startDump(
                        new DumpRequest(
                                new DumpRequest.FilePosition(arguments[2], begin),
                                SERVER_ID,
                                UUID.randomUUID().toString(),
                                Duration.ofSeconds(10),
                                "bench"),
                        new Unlimited())) {
            read(events, begin, end);
            System.out.println(arguments[5]);
            Machine.awaitEndOfInput();
        }
    }

    private static void read(EventStream events, long begin, long end) throws InterruptedException {
        long position = begin;
        boolean started = false;
        while (position < end) {
            if (!events.next(Duration.ofSeconds(30))) {
                throw new IllegalStateException("nothing more comes behind position " + position + " of " + end);
            }
            int flags = events.slab().bytes()[events.offset() + HEADER_FLAGS];
            if ((flags & FLAG_ARTIFICIAL) == 0) {
                position += events.wireLength();
                if (!started) {
                    started = true;
                    System.out.println(1);
                }
            }
        }
    }

    /** Slabs are dropped as soon as they are read. */
    private static final class Unlimited implements MemoryBudget {
        @Override
        public long limit() {
            return Long.MAX_VALUE;
        }

        @Override
        public void acquire(long bytes) {}

        @Override
        public void release(long bytes) {}
    }
}

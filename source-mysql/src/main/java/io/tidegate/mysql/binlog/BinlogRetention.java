package io.tidegate.mysql.binlog;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.binlog.BinlogServer.LogFile;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.source.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a server keeps the binlog behind a position. A server deletes whole files, by the time at which each was
 * written last. It does not tell that time, but the next file tells when it was begun, which is the same moment unless
 * the server was down between the two. The file that is being written is safe, and for the whole time that files are
 * kept once it no longer is.
 *
 * <p>What is deleted otherwise cannot be foreseen: with {@code PURGE BINARY LOGS}, by a provider's own schedule, or by
 * MariaDB's {@code max_binlog_total_size}; then there is no time. Thread safe.
 */
public final class BinlogRetention {
    private final DumpConnections connections;
    private final InstantSource clock;

    /** When files were begun, seconds since 1970, by {@code server/file}. */
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    /**
     * @param changefeed its name
     * @param clock what time it is here
     */
    public BinlogRetention(SourceEndpoint endpoint, String changefeed, InstantSource clock) {
        // Another reader than the changefeed itself: a server ends the dump of one that comes a second time.
        this.connections = new DumpConnections(endpoint, changefeed + "/retention");
        this.clock = clock;
    }

    /**
     * Of a stored position; empty if it is one of another server, in whose files this one cannot look it up.
     *
     * @throws TidegateException POSITION_INVALID if it cannot be read, or why the server cannot be asked
     */
    public Optional<Retention> of(String positionText) {
        BinlogPosition position = BinlogPosition.parse(positionText);
        try (ReplicationConnection connection = connections.connect()) {
            return of(position, new BinlogServer(connection));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "interrupted while asking for binlogs", e);
        }
    }

    private Optional<Retention> of(BinlogPosition position, BinlogServer server) throws InterruptedException {
        List<LogFile> files = server.files();
        boolean sameServer = position.server().equals(server.identity());
        int index = sameServer ? indexOf(position.file(), files) : -1;
        if (index < 0) {
            return ofUnknownFile(position, server, sameServer);
        }
        OptionalLong behind = OptionalLong.of(bytesBehind(position, files.subList(index, files.size())));
        Optional<Duration> kept = server.limitsTotalSize() ? Optional.empty() : server.keptFor();
        if (kept.isEmpty()) {
            return Optional.of(new Retention(true, null, behind));
        }
        Instant lastWritten = index == files.size() - 1
                ? clock.instant()
                : Instant.ofEpochSecond(
                        begunSeconds(server, files.get(index + 1).name()));
        return Optional.of(new Retention(true, lastWritten.plus(kept.get()), behind));
    }

    private static Optional<Retention> ofUnknownFile(BinlogPosition position, BinlogServer server, boolean sameServer) {
        if (position.gtids() instanceof GtidSet ours) {
            // Whatever its file: MySQL says which transactions it has deleted.
            boolean kept = server.purged().minus(ours).isEmpty();
            return Optional.of(new Retention(kept, null, OptionalLong.empty()));
        }
        return sameServer ? Optional.of(new Retention(false, null, OptionalLong.empty())) : Optional.empty();
    }

    private static int indexOf(String file, List<LogFile> files) {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).name().equals(file)) {
                return i;
            }
        }
        return -1;
    }

    private static long bytesBehind(BinlogPosition position, List<LogFile> fromItsFile) {
        return Math.max(0, fromItsFile.stream().mapToLong(LogFile::size).sum() - position.offset());
    }

    private long begunSeconds(BinlogServer server, String file) throws InterruptedException {
        String key = server.identity() + "/" + file;
        Long known = begun.get(key);
        if (known == null) {
            known = new LogStart(connections).begunSeconds(file);
            begun.put(key, known);
        }
        return known;
    }
}

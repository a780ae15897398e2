package io.tidegate.mysql.binlog;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.model.Tso;
import io.tidegate.mysql.protocol.EventStream;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import io.tidegate.source.MemoryBudget;
import io.tidegate.source.SourceSession;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions that read the binlog of one server for one changefeed. Thread safe. */
public final class BinlogSessions {
    private static final Logger LOG = LoggerFactory.getLogger(BinlogSessions.class);
    private static final long LARGEST_HOLD = 64L << 20;

    private final SourceEndpoint endpoint;
    private final SourceSettings settings;
    private final InstantSource clock;
    private final DumpConnections connections;

    /** @param clock what time it is here */
    public BinlogSessions(SourceEndpoint endpoint, SourceSettings settings, InstantSource clock) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.clock = clock;
        this.connections = new DumpConnections(endpoint, settings.changefeed());
    }

    /**
     * Starts to read.
     *
     * @throws TidegateException POSITION_LOST, POSITION_INVALID or POSITION_OTHER_SERVER when the server does not have
     *     the start, START_NOT_AVAILABLE for a snapshot
     */
    public SourceSession open(StartPoint point, MemoryBudget memory) {
        ReplicationConnection connection = connect();
        boolean opened = false;
        try {
            StartPositions.Start start = resolve(connection, point);
            LogTables tables = new LogTablesReader(endpoint, connection).read(point, settings.tables(), nowTs());
            ReadingMemory readingMemory = new ReadingMemory(memory);
            TransactionReader reader = new TransactionReader(
                    start.position(),
                    tables,
                    settings.tables(),
                    Math.min(LARGEST_HOLD, memory.limit() / 2),
                    readingMemory,
                    clock,
                    settings.ignoredTransactions());
            readingMemory.watch(reader::unfinishedBytes);
            EventStream stream = connections.dump(connection, start.dump(), readingMemory);
            reader.markStart();
            LOG.info("reading binlog: changefeed={} start={}", settings.changefeed(), start.position());
            opened = true;
            return new BinlogSession(
                    stream, reader, start.position(), tables.store().tables(settings.tables()), this::withOldestFile);
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    /** Whether a session could be opened there; throws what {@link #open} would throw. */
    public String describe(StartPoint point) {
        try (ReplicationConnection connection = connect()) {
            return resolve(connection, point).position().toString();
        }
    }

    /** Where the log ends now. */
    public StartPoint.AtPosition end() {
        try (ReplicationConnection connection = connect()) {
            BinlogPosition position = resolve(connection, new StartPoint.Now()).position();
            return new StartPoint.AtPosition("binlog", position.file() + ":" + position.offset());
        }
    }

    /** A commit-ts that everything committed so far is not above. */
    public long currentTs() {
        try (ReplicationConnection connection = connect()) {
            return Tso.ofMillis(new BinlogServer(connection).currentMillis() + 1);
        }
    }

    /** The version that the server says it has. */
    public String serverVersion() {
        try (ReplicationConnection connection = connect()) {
            return new BinlogServer(connection).version();
        }
    }

    /** The definitions that the server has now. */
    public List<TableVersion> currentTables() {
        try (ReplicationConnection connection = connect()) {
            return new LogTablesReader(endpoint, connection)
                    .read(new StartPoint.Now(), settings.tables(), nowTs())
                    .store()
                    .tables(settings.tables());
        }
    }

    private long nowTs() {
        return Tso.ofMillis(clock.millis());
    }

    private StartPositions.Start resolve(ReplicationConnection connection, StartPoint point) {
        try {
            return new StartPositions(new BinlogServer(connection), new LogStart(connections)).resolve(point);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TidegateException(
                    ErrorCode.SOURCE_CONNECTION_LOST, "interrupted while looking for the start", interrupted);
        }
    }

    private ReplicationConnection connect() {
        ReplicationConnection connection = connections.connect();
        Flavour flavour = connection.server().flavour();
        boolean expected =
                switch (endpoint.kind()) {
                    case MYSQL -> flavour == Flavour.MYSQL;
                    case MARIADB -> flavour == Flavour.MARIADB;
                    case TIDB -> false;
                };
        if (!expected) {
            connection.close();
            throw new TidegateException(
                    ErrorCode.SOURCE_KIND_MISMATCH,
                    endpoint.host() + ":" + endpoint.port() + " runs "
                            + connection.server().versionText() + ", the source is declared as " + endpoint.kind());
        }
        return connection;
    }

    private TidegateException withOldestFile(TidegateException failure) {
        if (failure.code() != ErrorCode.POSITION_LOST && failure.code() != ErrorCode.POSITION_INVALID) {
            return failure;
        }
        try (ReplicationConnection connection = connections.connect()) {
            String files = BinlogServer.describe(new BinlogServer(connection).files());
            return new TidegateException(failure.code(), failure.detail() + "; of " + files, failure)
                    .withRemedy(failure.remedy());
        } catch (TidegateException unreachable) {
            LOG.debug("cannot list the binlog files", unreachable);
            return failure;
        }
    }
}

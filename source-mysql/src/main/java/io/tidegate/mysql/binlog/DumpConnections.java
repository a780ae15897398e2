package io.tidegate.mysql.binlog;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.mysql.protocol.DumpRequest;
import io.tidegate.mysql.protocol.EventStream;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.source.MemoryBudget;
import java.time.Duration;

/** Opens connections to one server in the name of one changefeed. */
final class DumpConnections {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final SourceEndpoint endpoint;
    private final ReaderIdentity identity;
    private final String reportHost;

    DumpConnections(SourceEndpoint endpoint, String changefeed) {
        this.endpoint = endpoint;
        this.identity = ReaderIdentity.of(changefeed);
        this.reportHost = "tidegate-" + changefeed;
    }

    ReplicationConnection connect() {
        return ReplicationConnection.connect(endpoint, CONNECT_TIMEOUT);
    }

    /** Starts a dump on a connection, which belongs to the stream from then on. */
    EventStream dump(ReplicationConnection connection, DumpRequest.Start start, MemoryBudget memory) {
        return connection.startDump(
                new DumpRequest(start, identity.serverId(), identity.uuid(), HEARTBEAT, reportHost), memory);
    }
}

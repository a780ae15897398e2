package io.tidegate.mysql.protocol;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.MemoryBudget;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a MySQL or MariaDB server as a replica opens it: logged in, good for statements with small results,
 * and then for one dump. Used by one thread, {@link #close} apart, which any thread may call and which ends a read that
 * waits. Failures are {@link TidegateException}s.
 */
public final class ReplicationConnection implements AutoCloseable {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

    private final SourceEndpoint endpoint;
    private final Wire wire;
    private final PacketChannel channel;
    private final Statements statements;
    private final ServerInfo server;

    private ReplicationConnection(SourceEndpoint endpoint, Wire wire, PacketChannel channel, ServerInfo server) {
        this.endpoint = endpoint;
        this.wire = wire;
        this.channel = channel;
        this.statements = new Statements(channel);
        this.server = server;
    }

    /** Connects and logs in within the time. */
    public static ReplicationConnection connect(SourceEndpoint endpoint, Duration timeout) {
        long start = System.nanoTime();
        Wire wire = null;
        ReplicationConnection connection = null;
        try {
            wire = Wire.connect(endpoint.host(), endpoint.port(), timeout);
            PacketChannel channel = new PacketChannel(wire, timeout.minusNanos(System.nanoTime() - start));
            ServerInfo server = new Login(endpoint, wire, channel).run();
            connection = new ReplicationConnection(endpoint, wire, channel, server);
            return connection;
        } catch (SSLException failure) {
            throw new TidegateException(
                    ErrorCode.SOURCE_TLS_FAILED, where(endpoint) + ": " + failure.getMessage(), failure);
        } catch (UnknownHostException failure) {
            throw new TidegateException(ErrorCode.SOURCE_UNREACHABLE, "there is no host " + endpoint.host(), failure);
        } catch (IOException failure) {
            throw new TidegateException(
                    ErrorCode.SOURCE_UNREACHABLE, where(endpoint) + ": " + failure.getMessage(), failure);
        } finally {
            if (connection == null && wire != null) {
                wire.close();
            }
        }
    }

    public ServerInfo server() {
        return server;
    }

    /** Runs a statement without a result. */
    public void execute(String sql) {
        query(sql);
    }

    /** Runs a query; its rows as text, NULL as null. */
    public List<List<@Nullable String>> query(String sql) {
        channel.expectWithin(STATEMENT_TIMEOUT);
        try {
            return statements.run(sql);
        } catch (Refusal refusal) {
            throw refusal.error().failure(endpoint.user());
        } catch (IOException failure) {
            throw lost(failure);
        }
    }

    /**
     * Turns the connection into a stream of events. No statement can be run afterwards; closing the stream closes the
     * connection. What the server thinks of the position is known at the first event.
     */
    public EventStream startDump(DumpRequest request, MemoryBudget memory) {
        channel.expectWithin(STATEMENT_TIMEOUT);
        try {
            boolean checksums = new DumpOpening(statements, channel, request).send();
            return new DumpStream(wire, memory, request, endpoint.user(), checksums);
        } catch (Refusal refusal) {
            throw refusal.error().dumpFailure(request, endpoint.user());
        } catch (IOException failure) {
            throw lost(failure);
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    private TidegateException lost(IOException failure) {
        return new TidegateException(
                ErrorCode.SOURCE_CONNECTION_LOST, where(endpoint) + ": " + failure.getMessage(), failure);
    }

    private static String where(SourceEndpoint endpoint) {
        return endpoint.host() + ":" + endpoint.port();
    }
}

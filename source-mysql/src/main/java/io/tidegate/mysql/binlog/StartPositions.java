package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Tso;
import io.tidegate.mysql.protocol.DumpRequest;
import io.tidegate.source.StartPoint;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a user or a checkpoint calls the start into a position of this server, and refuses what it does not have. */
final class StartPositions {
    /**
     * Where to read from.
     *
     * @param position the boundary
     * @param dump how to ask the server for it
     */
    record Start(BinlogPosition position, DumpRequest.Start dump) {}

    private static final Logger LOG = LoggerFactory.getLogger(StartPositions.class);

    private final BinlogServer server;
    private final LogStart logStart;

    StartPositions(BinlogServer server, LogStart logStart) {
        this.server = server;
        this.logStart = logStart;
    }

    Start resolve(StartPoint point) throws InterruptedException {
        if (point instanceof StartPoint.Now) {
            return byBest(now());
        }
        if (point instanceof StartPoint.AtPosition at) {
            return atPosition(at.kind(), at.text());
        }
        if (point instanceof StartPoint.AtTso at) {
            return byFile(logStart.before(server, Tso.millis(at.tso()) / 1_000, at.tso()));
        }
        if (point instanceof StartPoint.AtTime at) {
            long millis = at.time().toEpochMilli();
            return byFile(logStart.before(server, millis / 1_000, Tso.ofMillis(millis) - 1));
        }
        if (point instanceof StartPoint.AtCheckpoint at) {
            return again(BinlogPosition.parse(at.checkpoint().position()));
        }
        if (point instanceof StartPoint.Continue at) {
            if (at.position() instanceof BinlogPosition position) {
                return again(position);
            }
            throw new TidegateException(ErrorCode.POSITION_INVALID, "it is a position of another kind of source");
        }
        throw new TidegateException(ErrorCode.START_NOT_AVAILABLE, "a snapshot of MySQL or MariaDB");
    }

    private BinlogPosition now() {
        // Taken first: what is committed between the two has a later timestamp and comes after the position.
        long ts = Tso.ofMillis(server.currentMillis() - 1_000);
        BinlogPosition end = server.end();
        return new BinlogPosition(end.flavour(), end.server(), end.gtids(), end.file(), end.offset(), ts, 0, 0);
    }

    private Start atPosition(String kind, String text) {
        return switch (kind) {
            case "binlog" -> byFile(atFile(text));
            case "gtid" -> byBest(atGtids(text));
            default ->
                throw new TidegateException(
                        ErrorCode.POSITION_INVALID, "'" + kind + "' is neither binlog:FILE:POS nor gtid:SET");
        };
    }

    private BinlogPosition atFile(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String file = text.substring(0, Math.max(0, colon));
            long offset = Long.parseUnsignedLong(text.substring(colon + 1).strip());
            requireFile(file, offset);
            Gtids gtids = server.flavour() == io.tidegate.mysql.protocol.ServerInfo.Flavour.MARIADB
                    ? server.mariadbStateAt(file, offset)
                    : null;
            return server.position(gtids, file, offset, 0, 0);
        } catch (NumberFormatException notANumber) {
            throw new TidegateException(ErrorCode.POSITION_INVALID, "'" + text + "' is not FILE:POS", notANumber);
        }
    }

    private BinlogPosition atGtids(String text) {
        if (!server.hasGtids()) {
            throw new TidegateException(ErrorCode.POSITION_INVALID, "gtid_mode of the server is not ON");
        }
        List<BinlogServer.LogFile> files = server.files();
        String file = files.isEmpty() ? "" : files.get(0).name();
        return server.position(BinlogPosition.gtids(server.flavour(), text), file, 4, 0, 0);
    }

    private Start again(BinlogPosition stored) {
        if (stored.flavour() != server.flavour()) {
            throw new TidegateException(
                    ErrorCode.POSITION_OTHER_SERVER, "it is of " + stored.flavour() + ", not of " + server.flavour());
        }
        String identity = server.identity();
        BinlogPosition position = stored;
        if (!stored.server().equals(identity)) {
            if (stored.gtids() == null) {
                throw new TidegateException(
                        ErrorCode.POSITION_OTHER_SERVER,
                        stored + " is of server " + stored.server() + ", this is " + identity);
            }
            LOG.warn(
                    "another server, going on by GTID: was={} is={} gtids={}",
                    stored.server(),
                    identity,
                    stored.gtids());
            // How a transaction is cut into events is each server's own affair: the open one is sent again whole.
            position = new BinlogPosition(
                    stored.flavour(),
                    identity,
                    stored.gtids(),
                    stored.file(),
                    stored.offset(),
                    stored.lastTs(),
                    0,
                    stored.afterTs());
        }
        if (position.gtids() == null) {
            requireFile(position.file(), position.offset());
        }
        return byBest(position);
    }

    private Start byBest(BinlogPosition position) {
        if (position.gtids() instanceof GtidSet set) {
            requireGtids(set);
            return new Start(position, new DumpRequest.MysqlGtidSet(set.encode()));
        }
        if (position.gtids() instanceof MariadbGtidState state) {
            return new Start(position, new DumpRequest.MariadbGtidState(state.toString()));
        }
        return byFile(position);
    }

    private static Start byFile(BinlogPosition position) {
        return new Start(position, new DumpRequest.FilePosition(position.file(), position.offset()));
    }

    private void requireFile(String file, long offset) {
        List<BinlogServer.LogFile> files = server.files();
        long size = files.stream()
                .filter(known -> known.name().equals(file))
                .mapToLong(BinlogServer.LogFile::size)
                .findFirst()
                .orElse(-1);
        if (size < 0) {
            throw new TidegateException(
                    ErrorCode.POSITION_LOST, file + ":" + offset + " is not in " + BinlogServer.describe(files));
        }
        if (Long.compareUnsigned(offset, size) > 0 || offset < 4) {
            throw new TidegateException(
                    ErrorCode.POSITION_INVALID, file + " has " + size + " bytes, there is no position " + offset);
        }
    }

    private void requireGtids(GtidSet ours) {
        GtidSet unknown = ours.minus(server.executed());
        if (!unknown.isEmpty()) {
            throw new TidegateException(
                    ErrorCode.POSITION_INVALID, "the server does not have the transactions " + unknown);
        }
        GtidSet gone = server.purged().minus(ours);
        if (!gone.isEmpty()) {
            throw new TidegateException(
                    ErrorCode.POSITION_LOST,
                    "the transactions " + gone + " are not in " + BinlogServer.describe(server.files()));
        }
    }
}

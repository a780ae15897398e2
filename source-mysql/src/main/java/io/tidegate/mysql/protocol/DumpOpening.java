package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a replica says before the events come: variables of its session, its name, and the command itself. */
final class DumpOpening {
    private static final int COM_BINLOG_DUMP = 0x12;
    private static final int COM_REGISTER_SLAVE = 0x15;
    private static final int COM_BINLOG_DUMP_GTID = 0x1E;
    private static final int THROUGH_GTID = 4;
    private static final long FIRST_EVENT = 4;
    private static final long MAX_POSITION = 0xFFFFFFFFL;

    /** Longer names are refused by servers older than MySQL 8.0.17. */
    private static final int MAX_HOST_LENGTH = 60;

    /** A server waits this long for a reader who has no memory to read with before it hangs up. */
    private static final int SERVER_PATIENCE_SECONDS = 600;

    private final Statements statements;
    private final PacketChannel channel;
    private final DumpRequest request;

    DumpOpening(Statements statements, PacketChannel channel, DumpRequest request) {
        this.statements = statements;
        this.channel = channel;
        this.request = request;
    }

    /** Sends everything; events or an error follow. Returns whether the first event will have a checksum. */
    boolean send() throws IOException, Refusal {
        // Two names for each: the new one of MySQL 8.0.26, and the one that all others know.
        set("@master_binlog_checksum = @@global.binlog_checksum, @source_binlog_checksum = @@global.binlog_checksum");
        long heartbeatNanos = request.heartbeat().toNanos();
        set("@master_heartbeat_period = " + heartbeatNanos + ", @source_heartbeat_period = " + heartbeatNanos);
        String uuid = quoted(request.replicaUuid());
        set("@slave_uuid = " + uuid + ", @replica_uuid = " + uuid);
        set("net_write_timeout = " + SERVER_PATIENCE_SECONDS + ", net_read_timeout = " + SERVER_PATIENCE_SECONDS
                + ", wait_timeout = 86400");
        // Known to MariaDB only, and there without it GTID events are replaced by dummies.
        set("@mariadb_slave_capability = 4");
        List<List<@Nullable String>> checksum = statements.run("SELECT @master_binlog_checksum");
        if (request.start() instanceof DumpRequest.MariadbGtidState gtids) {
            set("@slave_connect_state = " + quoted(gtids.state())
                    + ", @slave_gtid_strict_mode = 1, @slave_gtid_ignore_duplicates = 0");
        }
        statements.command(register());
        channel.command(dump());
        return "CRC32".equalsIgnoreCase(checksum.get(0).get(0));
    }

    private void set(String assignments) throws IOException, Refusal {
        try {
            statements.run("SET " + assignments);
        } catch (Refusal refusal) {
            if (refusal.error().number() != ServerError.UNKNOWN_SYSTEM_VARIABLE) {
                throw refusal;
            }
        }
    }

    private byte[] register() {
        byte[] host = request.reportHost().getBytes(StandardCharsets.UTF_8);
        int length = Math.min(host.length, MAX_HOST_LENGTH);
        return new PayloadWriter()
                .u8(COM_REGISTER_SLAVE)
                .u32(request.serverId())
                .u8(length)
                .raw(Arrays.copyOf(host, length))
                .u8(0)
                .u8(0)
                .u16(0)
                .u32(0)
                .u32(0)
                .toBytes();
    }

    private byte[] dump() {
        DumpRequest.Start start = request.start();
        if (start instanceof DumpRequest.MysqlGtidSet set) {
            return new PayloadWriter()
                    .u8(COM_BINLOG_DUMP_GTID)
                    .u16(THROUGH_GTID)
                    .u32(request.serverId())
                    .u32(0)
                    .u64(FIRST_EVENT)
                    .u32(set.encodedSet().length)
                    .raw(set.encodedSet())
                    .toBytes();
        }
        if (start instanceof DumpRequest.FilePosition at) {
            if (at.position() < FIRST_EVENT || at.position() > MAX_POSITION) {
                throw new TidegateException(
                        ErrorCode.POSITION_INVALID,
                        at.file() + ":" + at.position() + "; a dump can start from " + FIRST_EVENT + " to "
                                + MAX_POSITION);
            }
            return fileDump(at.position(), at.file());
        }
        return fileDump(FIRST_EVENT, "");
    }

    private byte[] fileDump(long position, String file) {
        return new PayloadWriter()
                .u8(COM_BINLOG_DUMP)
                .u32(position)
                .u16(0)
                .u32(request.serverId())
                .text(file)
                .toBytes();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}

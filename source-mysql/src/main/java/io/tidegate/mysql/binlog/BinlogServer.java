package io.tidegate.mysql.binlog;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a server says of its binlogs, asked through a connection that is not dumping yet. */
final class BinlogServer {
    /**
     * A binlog file.
     *
     * @param name its name
     * @param size its bytes
     */
    record LogFile(String name, long size) {}

    private final ReplicationConnection connection;
    private final Flavour flavour;

    BinlogServer(ReplicationConnection connection) {
        this.connection = connection;
        this.flavour = connection.server().flavour();
    }

    Flavour flavour() {
        return flavour;
    }

    /** What tells this server from others: its uuid, or for MariaDB its server id. */
    String identity() {
        return switch (flavour) {
            case MYSQL -> value("SELECT @@server_uuid");
            case MARIADB -> value("SELECT @@server_id");
        };
    }

    /** The version that it says it has. */
    String version() {
        return value("SELECT VERSION()");
    }

    /** Whether every transaction of this server has a GTID. */
    boolean hasGtids() {
        return switch (flavour) {
            case MYSQL -> value("SELECT @@global.gtid_mode").equals("ON");
            case MARIADB -> true;
        };
    }

    /** Milliseconds since 1970 on the server's clock. */
    long currentMillis() {
        String seconds = value("SELECT UNIX_TIMESTAMP(NOW(3))");
        return (long) Math.ceil(Double.parseDouble(seconds) * 1_000);
    }

    /** The end of the binlog, with the GTIDs up to it. */
    BinlogPosition end() {
        List<@Nullable String> row = row(statusStatement());
        String file = column(row, 0);
        long offset = Long.parseUnsignedLong(column(row, 1));
        Gtids gtids = null;
        if (hasGtids()) {
            gtids = switch (flavour) {
                case MYSQL -> GtidSet.parse(column(row, 4));
                case MARIADB -> mariadbStateAt(file, offset);
            };
        }
        return position(gtids, file, offset, 0, 0);
    }

    /** A boundary of this server. */
    BinlogPosition position(@Nullable Gtids gtids, String file, long offset, long lastTs, long afterTs) {
        return new BinlogPosition(flavour, identity(), gtids, file, offset, lastTs, 0, afterTs);
    }

    /** Of MariaDB: the last transaction of each domain before a place in a file. */
    Gtids mariadbStateAt(String file, long offset) {
        String text = row("SELECT BINLOG_GTID_POS('" + file.replace("'", "''") + "', " + offset + ")")
                .get(0);
        if (text == null) {
            throw new TidegateException(
                    ErrorCode.POSITION_INVALID, file + ":" + offset + " is not in " + describe(files()));
        }
        return MariadbGtidState.parse(text);
    }

    /** Of MySQL: transactions that are executed, and those of them whose binlogs are gone. */
    GtidSet executed() {
        return GtidSet.parse(value("SELECT @@global.gtid_executed"));
    }

    GtidSet purged() {
        return GtidSet.parse(value("SELECT @@global.gtid_purged"));
    }

    /** The binlog files, oldest first. */
    List<LogFile> files() {
        return connection.query("SHOW BINARY LOGS").stream()
                .map(row -> new LogFile(column(row, 0), Long.parseUnsignedLong(column(row, 1))))
                .toList();
    }

    /** For how long files are kept after they were written last; empty if age never deletes them. */
    Optional<Duration> keptFor() {
        Map<String, String> settings =
                variables("binlog_expire_logs_seconds", "expire_logs_days", "binlog_expire_logs_auto_purge");
        double seconds = Double.parseDouble(settings.getOrDefault("binlog_expire_logs_seconds", "0"));
        double days = Double.parseDouble(settings.getOrDefault("expire_logs_days", "0"));
        boolean byAge =
                !settings.getOrDefault("binlog_expire_logs_auto_purge", "ON").equals("OFF");
        double kept = seconds > 0 ? seconds : days * Duration.ofDays(1).toSeconds();
        return byAge && kept > 0 ? Optional.of(Duration.ofSeconds((long) kept)) : Optional.empty();
    }

    /** Whether MariaDB deletes files also when all together have become too large. */
    boolean limitsTotalSize() {
        return !variables("max_binlog_total_size")
                .getOrDefault("max_binlog_total_size", "0")
                .equals("0");
    }

    private Map<String, String> variables(String... names) {
        String list = String.join("','", names);
        return connection.query("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('" + list + "')").stream()
                .collect(Collectors.toMap(row -> column(row, 0), row -> column(row, 1)));
    }

    /** Files as a part of a sentence. */
    static String describe(List<LogFile> files) {
        if (files.isEmpty()) {
            return "the server, which has no binlog";
        }
        LogFile last = files.get(files.size() - 1);
        return "the binlogs of the server, the oldest is " + files.get(0).name() + ", the newest " + last.name()
                + " with " + last.size() + " bytes";
    }

    private String statusStatement() {
        boolean renamed = flavour == Flavour.MYSQL && connection.server().atLeast(8, 2, 0);
        return renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }

    private String value(String sql) {
        return column(row(sql), 0);
    }

    private List<@Nullable String> row(String sql) {
        List<List<@Nullable String>> rows = connection.query(sql);
        if (rows.isEmpty()) {
            throw new TidegateException(ErrorCode.SOURCE_CONFIG_UNSUITABLE, "binary logging is off")
                    .withRemedy("Set log_bin in the configuration of the server and restart it.");
        }
        return rows.get(0);
    }

    private static String column(List<@Nullable String> row, int index) {
        String value = index < row.size() ? row.get(index) : null;
        return value == null ? "" : value;
    }
}

package io.tidegate.mysql.check;

import io.tidegate.check.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The checks that follow from the server's variables alone, M001 to M010. */
final class SettingChecks {
    private static final Duration SHORT_RETENTION = Duration.ofHours(24);

    private final ServerVariables variables;

    private SettingChecks(ServerVariables variables) {
        this.variables = variables;
    }

    static List<Check> of(ServerVariables variables) {
        SettingChecks checks = new SettingChecks(variables);
        return List.of(
                checks.binlog(),
                checks.format(),
                checks.rowImage(),
                checks.rowMetadata(),
                checks.partialJson(),
                checks.serverId(),
                variables.isMariaDb() ? checks.strictGtids() : checks.gtids(),
                checks.retention(),
                checks.checksum());
    }

    private Check binlog() {
        if (variables.is("log_bin", "ON")) {
            return Check.pass("M001", "log_bin", "binary logging is on");
        }
        return Check.fail(
                "M001",
                "log_bin",
                "binary logging is off",
                "Set log_bin = binlog under [mysqld] and restart the server (RDS: enable automated backups; Aurora: set"
                        + " binlog_format=ROW in the cluster parameter group and reboot).");
    }

    private Check format() {
        // MySQL is about to remove the variable; ROW is what is left then.
        String format = variables.find("binlog_format").orElse("ROW");
        if (format.equalsIgnoreCase("ROW")) {
            return Check.pass("M002", "binlog_format", "ROW");
        }
        return Check.fail(
                "M002",
                "binlog_format",
                format + " writes statements instead of rows",
                "SET GLOBAL binlog_format = 'ROW'; and binlog_format = ROW under [mysqld]; sessions that are open keep the old"
                        + " value until they reconnect.");
    }

    private Check rowImage() {
        String image = variables.find("binlog_row_image").orElse("FULL");
        if (image.equalsIgnoreCase("FULL")) {
            return Check.pass("M003", "binlog_row_image", "FULL");
        }
        return Check.fail(
                "M003",
                "binlog_row_image",
                image + " leaves columns out of the rows; this version needs all of them",
                "SET GLOBAL binlog_row_image = 'FULL'; and binlog_row_image = FULL under [mysqld]; sessions that are open keep"
                        + " the old value until they reconnect.");
    }

    private Check rowMetadata() {
        Optional<String> metadata = variables.find("binlog_row_metadata");
        if (metadata.isEmpty()) {
            return Check.fail(
                    "M004",
                    "binlog_row_metadata",
                    "server version " + variables.server().versionText() + " cannot write column names into the binlog",
                    "Upgrade the server to MySQL 8.0 or MariaDB 10.5, or a later version.");
        }
        if (metadata.get().equalsIgnoreCase("FULL")) {
            return Check.pass("M004", "binlog_row_metadata", "FULL");
        }
        return Check.fail(
                "M004",
                "binlog_row_metadata",
                metadata.get() + " leaves column names and signedness out of the binlog; this version needs them",
                "SET GLOBAL binlog_row_metadata = 'FULL'; and binlog_row_metadata = FULL under [mysqld]; it holds from the"
                        + " next transaction on, so start the changefeed after it.");
    }

    private Check partialJson() {
        String options = variables.find("binlog_row_value_options").orElse("");
        if (options.isEmpty()) {
            return Check.pass("M005", "binlog_row_value_options", "JSON values are written whole");
        }
        return Check.warn(
                "M005",
                "binlog_row_value_options",
                options
                        + " writes changes of JSON values instead of the values; an update that cannot be made whole stops"
                        + " the changefeed",
                "SET GLOBAL binlog_row_value_options = '';");
    }

    private Check serverId() {
        String id = variables.find("server_id").orElse("0");
        if (!id.equals("0")) {
            return Check.pass("M006", "server_id", id);
        }
        return Check.fail(
                "M006",
                "server_id",
                "0, with which the server serves no replica",
                "SET GLOBAL server_id = 1; (any number no other server has) and server_id = 1 under [mysqld].");
    }

    private Check gtids() {
        boolean on = variables.is("gtid_mode", "ON");
        if (on && variables.is("enforce_gtid_consistency", "ON")) {
            return Check.pass("M007", "gtid_mode", "ON");
        }
        return Check.warn(
                "M007",
                "gtid_mode",
                variables.find("gtid_mode").orElse("absent")
                        + "; positions are file names of this server, a failover needs a new start position",
                "SET GLOBAL enforce_gtid_consistency = ON; SET GLOBAL gtid_mode = OFF_PERMISSIVE; SET GLOBAL gtid_mode ="
                        + " ON_PERMISSIVE; SET GLOBAL gtid_mode = ON; and both under [mysqld].");
    }

    private Check strictGtids() {
        if (variables.is("gtid_strict_mode", "ON")) {
            return Check.pass("M008", "gtid_strict_mode", "ON");
        }
        return Check.warn(
                "M008",
                "gtid_strict_mode",
                "OFF; sequence numbers may then go backwards inside a domain, and a restart could miss transactions",
                "SET GLOBAL gtid_strict_mode = ON; and gtid_strict_mode = ON under [mysqld].");
    }

    private Check retention() {
        double size = number("max_binlog_total_size").orElse(0.0);
        if (size > 0) {
            return Check.warn(
                    "M009",
                    "max_binlog_total_size",
                    "binlogs are removed beyond " + (long) size + " bytes, however new they are",
                    "Make sure that this holds a day of changes, or SET GLOBAL max_binlog_total_size = 0;");
        }
        double seconds = number("binlog_expire_logs_seconds")
                .filter(value -> value > 0)
                .or(() -> number("expire_logs_days").map(days -> days * 86_400))
                .orElse(0.0);
        if (seconds <= 0 || variables.is("binlog_expire_logs_auto_purge", "OFF")) {
            return Check.pass("M009", "binlog retention", "the server keeps its binlogs");
        }
        String text =
                "binlogs are kept for " + Duration.ofSeconds((long) seconds).toHours() + " hours";
        if (seconds >= SHORT_RETENTION.toSeconds()) {
            return Check.pass("M009", "binlog retention", text);
        }
        return Check.warn(
                "M009",
                "binlog retention",
                text + "; a changefeed that is stopped for longer cannot go on",
                "SET GLOBAL binlog_expire_logs_seconds = 604800; and the same under [mysqld] (RDS: CALL"
                        + " mysql.rds_set_configuration('binlog retention hours', 168);).");
    }

    private Check checksum() {
        return Check.pass(
                "M010",
                "binlog_checksum",
                variables.is("binlog_checksum", "CRC32")
                        ? "CRC32, verified for each event"
                        : "NONE, so that damaged events cannot be noticed");
    }

    private Optional<Double> number(String name) {
        return variables.find(name).map(Double::valueOf);
    }
}

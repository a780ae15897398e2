package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error as a server words it, and what it means to us: the same meaning whether it came in our own protocol code or
 * through the JDBC driver.
 *
 * @param number the server's error number
 * @param message the server's text
 */
record ServerError(int number, String message) {
    static final int UNKNOWN_SYSTEM_VARIABLE = 1193;
    static final int MARKER = 0xFF;

    private static final int ACCESS_DENIED = 1045;
    private static final int DUMP_FAILED = 1236;
    // Of MariaDB since 10.11; before it was told with the number above, as MySQL does.
    private static final int DUPLICATE_READER = 4052;
    private static final Pattern PRIVILEGES = Pattern.compile("at least one of\\) the (.+?) privilege");
    private static final Pattern ACCOUNT = Pattern.compile("user ('[^']*'@'[^']*')");
    private static final Pattern COMMAND =
            Pattern.compile("^([A-Z ]+) command denied .* for (?:table|column .* in table) (.+)$");
    private static final Pattern DATABASE = Pattern.compile("to database '(.+)'$");

    /** Reads the payload of an error packet, from behind its marker byte on. */
    static ServerError parse(byte[] payload, int offset, int length) {
        PayloadReader reader = new PayloadReader(Arrays.copyOfRange(payload, offset, offset + length));
        int number = reader.u16();
        String text = reader.text(reader.remaining());
        // The state comes only once the client has said which protocol it speaks.
        return new ServerError(number, text.startsWith("#") && text.length() > 6 ? text.substring(6) : text);
    }

    static ServerError parse(byte[] packet) {
        return parse(packet, 1, packet.length - 1);
    }

    /** What it means at the login or for a statement. */
    TidegateException failure(String user) {
        ErrorCode code =
                switch (number) {
                    case 1045, 1130, 1698, 1820, 1862, 3118, 4151 -> ErrorCode.SOURCE_ACCESS_DENIED;
                    case 1044, 1142, 1143, 1227, 1370 -> ErrorCode.SOURCE_GRANT_MISSING;
                    case 1251, 1524, 2059 -> ErrorCode.SOURCE_AUTH_UNSUPPORTED;
                    case 3159 -> ErrorCode.SOURCE_TLS_FAILED;
                    case 1040, 1129, 1135, 1203, 1226 -> ErrorCode.SOURCE_UNREACHABLE;
                    case 1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1184, 1205, 1213, 1317, 1927, 3169, 4031 ->
                        ErrorCode.SOURCE_CONNECTION_LOST;
                    default -> ErrorCode.SOURCE_CONFIG_UNSUITABLE;
                };
        TidegateException failure = new TidegateException(code, described());
        return switch (number) {
            case 1044, 1142, 1143, 1227 -> failure.withRemedy(grant(user) + ";");
            case 3159 -> failure.withRemedy("Add tls=required to the source URI.");
            default ->
                code == ErrorCode.SOURCE_CONFIG_UNSUITABLE
                        ? failure.withRemedy("Look up error " + number + " in the manual of the server.")
                        : failure;
        };
    }

    /** What it means as the answer to a dump, or in the midst of one. */
    TidegateException dumpFailure(DumpRequest request, String user) {
        if (number == 4246) {
            return new TidegateException(ErrorCode.POSITION_INVALID, described())
                    .withRemedy("Start from a GTID position: this server keeps its binlog in InnoDB.");
        }
        if (number == ACCESS_DENIED) {
            // The login is long done: so words a server a replica's lack of the privilege.
            return new TidegateException(ErrorCode.SOURCE_GRANT_MISSING, described())
                    .withRemedy("GRANT REPLICATION SLAVE ON *.* TO " + grantee(user) + ";");
        }
        String text = message.toLowerCase(Locale.ROOT);
        if (number != DUMP_FAILED && number != DUPLICATE_READER) {
            return failure(user);
        }
        if (text.contains("same server_uuid/server_id") || text.contains("same server_id")) {
            return new TidegateException(ErrorCode.SOURCE_DUPLICATE_READER, described())
                    .withRemedy("Make sure that nothing else reads with server id " + request.serverId() + " or uuid "
                            + request.replicaUuid() + ", and that this changefeed runs only once.");
        }
        String wanted = wanted(request.start());
        if (text.contains("first log file name") || text.contains("purged")) {
            return new TidegateException(ErrorCode.POSITION_LOST, wanted + ": " + described())
                    .withRemedy(
                            "SHOW BINARY LOGS; tells what the server still has. Start again there with --reset, accepting"
                                    + " the gap, or restore the binlog files; raise binlog_expire_logs_seconds to keep them longer.");
        }
        if (text.contains("impossible position")
                || text.contains("truncated in the middle")
                || text.contains("bogus data")
                || text.contains("max_allowed_packet")
                || text.contains("more gtids than")
                || text.contains("not in the master's binlog")
                || text.contains("position > file size")) {
            return new TidegateException(ErrorCode.POSITION_INVALID, wanted + ": " + described())
                    .withRemedy(
                            "Check that this is the server the position was taken from and that it was not restored from"
                                    + " a backup since. If so, start again with --reset at a position that it has.");
        }
        if (text.contains("crc") || text.contains("checksum") || text.contains("corrupt")) {
            return new TidegateException(ErrorCode.EVENT_CORRUPT, described());
        }
        return new TidegateException(ErrorCode.SOURCE_CONFIG_UNSUITABLE, wanted + ": " + described());
    }

    private String described() {
        return "error " + number + ", " + message;
    }

    private static String wanted(DumpRequest.Start start) {
        if (start instanceof DumpRequest.FilePosition at) {
            return "asked for " + at.file() + ":" + at.position();
        }
        if (start instanceof DumpRequest.MariadbGtidState gtids) {
            return "asked for what follows GTID " + gtids.state();
        }
        return "asked for what follows a GTID set";
    }

    private String grantee(String user) {
        Matcher account = ACCOUNT.matcher(message);
        return account.find() ? account.group(1) : "'" + user + "'@'%'";
    }

    private String grant(String user) {
        String grantee = grantee(user);
        Matcher command = COMMAND.matcher(message);
        if (command.find()) {
            return "GRANT " + command.group(1) + " ON " + command.group(2) + " TO " + grantee;
        }
        Matcher database = DATABASE.matcher(message);
        if (database.find()) {
            return "GRANT SELECT ON `" + database.group(1) + "`.* TO " + grantee;
        }
        Matcher privileges = PRIVILEGES.matcher(message);
        if (privileges.find()) {
            String[] any = privileges.group(1).split(",");
            // The last one is the least powerful where several would do.
            return "GRANT " + any[any.length - 1].strip() + " ON *.* TO " + grantee;
        }
        return "GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + grantee;
    }
}

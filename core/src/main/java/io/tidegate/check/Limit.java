package io.tidegate.check;

import io.tidegate.error.ErrorCode;
import java.util.List;

/**
 * Everything that a changefeed cannot do or that its user should know, with what enforces or reports it: the code of a
 * {@link Check} before the start, or of an error. {@code docs/limits.md} is printed from here, and a test tries each of them.
 */
public enum Limit {
    TIDB(
            Area.SOURCE,
            "TiDB cannot be a source yet. With it all that TiCDC cannot do there is out of reach too: RawKV "
                    + "clusters, sequences, rows that TiDB Lightning imports physically or BR restores into replicated "
                    + "tables, FLASHBACK CLUSTER and RECOVER SCHEMA, transactions above 5 GB, external storage as the "
                    + "source, a target that is the source itself",
            Outcome.REFUSED,
            ErrorCode.SOURCE_URI_INVALID.code()),
    TIDB_AS_MYSQL(
            Area.SOURCE,
            "A TiDB cannot be read as if it were a MySQL: it has no binlog",
            Outcome.REFUSED,
            ErrorCode.SOURCE_KIND_MISMATCH.code()),
    TIDB_SERVERLESS(
            Area.SOURCE,
            "TiDB Cloud Serverless gives access by SQL alone, there is no PD to read changes from",
            Outcome.REFUSED,
            ErrorCode.SOURCE_VERSION_UNSUPPORTED.code()),
    TIDB_OLD(Area.SOURCE, "TiDB older than 6.4", Outcome.REFUSED, ErrorCode.SOURCE_VERSION_UNSUPPORTED.code()),
    ANOTHER_KIND(
            Area.SOURCE,
            "A MariaDB behind mysql://, a MySQL behind mariadb://",
            Outcome.REFUSED,
            ErrorCode.SOURCE_KIND_MISMATCH.code()),
    NO_BINLOG(Area.SOURCE, "A server without binlog", Outcome.REFUSED, "M001"),
    STATEMENTS(Area.SOURCE, "A binlog of statements or of both: `binlog_format` must be ROW", Outcome.REFUSED, "M002"),
    PARTIAL_ROWS(
            Area.SOURCE, "Rows without all their columns: `binlog_row_image` must be FULL", Outcome.REFUSED, "M003"),
    ROW_METADATA(
            Area.SOURCE,
            "Rows without column names and signedness: `binlog_row_metadata` must be FULL, which MySQL "
                    + "before 8.0 and MariaDB before 10.5 do not have",
            Outcome.REFUSED,
            "M004"),
    PARTIAL_JSON(
            Area.SOURCE,
            "Changes of JSON values in place of the values (`binlog_row_value_options`): an update that "
                    + "cannot be made whole stops the changefeed",
            Outcome.WARNED,
            "M005"),
    NO_SERVER_ID(Area.SOURCE, "A server whose `server_id` is 0 serves no reader", Outcome.REFUSED, "M006"),
    NO_GTIDS(
            Area.SOURCE,
            "MySQL without GTIDs: positions are those of one server, a failover needs a new start",
            Outcome.WARNED,
            "M007"),
    LOOSE_GTIDS(
            Area.SOURCE,
            "MariaDB without `gtid_strict_mode`: sequence numbers that go backwards could be missed by a " + "restart",
            Outcome.WARNED,
            "M008"),
    SHORT_RETENTION(
            Area.SOURCE,
            "Binlogs that are kept for less than a day: a changefeed that is stopped for longer cannot go on",
            Outcome.WARNED,
            "M009"),
    REPLICA_WITHOUT_LOG(
            Area.SOURCE,
            "A replica that does not log what it takes over (`log_replica_updates`)",
            Outcome.REFUSED,
            "M011"),
    UNLOGGED_SCHEMAS(
            Area.SOURCE,
            "Schemas that `binlog_do_db` and `binlog_ignore_db` keep out of the binlog",
            Outcome.REFUSED,
            "M012"),
    PRIVILEGES(
            Area.SOURCE,
            "A user who may not read the state of the binlog, the binlog, or the tables",
            Outcome.REFUSED,
            "M030",
            "M031",
            "M032"),
    LOGIN_METHODS(
            Area.SOURCE,
            "Logins other than mysql_native_password, caching_sha2_password, sha256_password and ed25519: "
                    + "PAM, LDAP, Kerberos, parsec",
            Outcome.REFUSED,
            ErrorCode.SOURCE_AUTH_UNSUPPORTED.code()),
    NO_TABLE(
            Area.TABLES,
            "Rules that match no table. The schemas `mysql`, `sys`, `information_schema`, "
                    + "`performance_schema` and those of TiDB's tools never match",
            Outcome.WARNED,
            "M024"),
    NO_KEY(
            Area.TABLES,
            "Tables without a primary key or a unique key of NOT NULL columns: repeated changes cannot be "
                    + "recognised. They are replicated with a warning, refused, or left out, as `force-replicate` and "
                    + "`ignore-ineligible-table` say",
            Outcome.REFUSED,
            ErrorCode.TABLE_INELIGIBLE.code(),
            "M014",
            "R004"),
    NOT_TRANSACTIONAL(
            Area.TABLES,
            "Tables of engines without transactions: changes stay when a transaction is rolled back",
            Outcome.WARNED,
            "M013"),
    CASCADES(
            Area.TABLES,
            "Rows that a foreign key changes by CASCADE or SET NULL are not in the binlog, unless MySQL 9.6 "
                    + "or later follows foreign keys above the engine (`innodb_native_foreign_keys=OFF`)",
            Outcome.WARNED,
            "M015"),
    OLD_TIMES(Area.TABLES, "Columns with fractions of seconds in the format of MariaDB 5.3", Outcome.REFUSED, "M016"),
    CHARACTER_SETS(
            Area.TABLES,
            "Text in a character set that Java cannot convert",
            Outcome.STOPS,
            ErrorCode.CHARSET_UNSUPPORTED.code()),
    OTHER_OBJECTS(
            Area.TABLES,
            "Users, grants, procedures, functions, triggers, events, sequences, temporary tables and " + "variables",
            Outcome.LEFT_OUT),
    EXISTING_DATA(
            Area.START,
            "The data that is there already: a changefeed begins with changes",
            Outcome.REFUSED,
            ErrorCode.START_NOT_AVAILABLE.code()),
    LOST_POSITION(
            Area.START,
            "A position whose binlog the server no longer has, or GTIDs that it has purged",
            Outcome.REFUSED,
            ErrorCode.POSITION_LOST.code(),
            "M023"),
    END_BEFORE_START(
            Area.START,
            "An end that lies before the start",
            Outcome.REFUSED,
            ErrorCode.TARGET_TS_BEFORE_START_TS.code()),
    STATEMENT_CHANGE(
            Area.CHANGES,
            "A change of a replicated table that a session logged as a statement",
            Outcome.STOPS,
            ErrorCode.STATEMENT_FORMAT.code()),
    UNKNOWN_EVENT(
            Area.CHANGES,
            "An event of the binlog that no version known here writes and that the server does not mark as "
                    + "ignorable",
            Outcome.STOPS,
            ErrorCode.EVENT_UNSUPPORTED.code()),
    ROLLBACK(
            Area.CHANGES,
            "A transaction so large that it was sent in part, and then rolled back; only engines without "
                    + "transactions make such a binlog",
            Outcome.STOPS,
            ErrorCode.ROLLBACK_TOO_LARGE.code()),
    RENAME(
            Area.CHANGES,
            "A table outside the filter that is renamed to a name inside it",
            Outcome.STOPS,
            ErrorCode.RENAME_INTO_FILTER.code()),
    LOST_EVENTS(
            Area.CHANGES,
            "A server that says it lost events of its binlog",
            Outcome.STOPS,
            ErrorCode.SOURCE_LOST_EVENTS.code()),
    UNREADABLE_DDL(
            Area.CHANGES,
            "A statement on a known table that cannot be read is not sent; a warning in the log names it, "
                    + "and the rows behind it are read with the definition that the binlog has",
            Outcome.LEFT_OUT),
    OTHER_TARGETS(
            Area.SINK,
            "Targets other than Kafka: databases, object stores, Pulsar",
            Outcome.REFUSED,
            ErrorCode.SINK_URI_INVALID.code()),
    OTHER_FORMATS(
            Area.SINK,
            "CSV, and the formats of TiCDC's classic architecture: canal (protobuf), maxwell, craft",
            Outcome.REFUSED,
            ErrorCode.SINK_UNKNOWN_PROTOCOL.code()),
    MESSAGE_SIZE(
            Area.SINK,
            "Messages larger than their topic takes, unless large messages are cut, stored elsewhere, or "
                    + "told of in a dead-letter topic; the check says how large they may be",
            Outcome.STOPS,
            ErrorCode.MESSAGE_TOO_LARGE.code(),
            "K008"),
    TRANSACTIONS(
            Area.SINK,
            "Transactions of the source are not transactions of Kafka's consumers (`transaction-atomicity`)",
            Outcome.REFUSED,
            ErrorCode.SINK_URI_INVALID.code()),
    REPLICAS(Area.SINK, "Topics with fewer replicas than `min.insync.replicas`", Outcome.REFUSED, "K007"),
    PARTITIONS(Area.SINK, "More partitions asked for than the default topic has", Outcome.REFUSED, "K005"),
    ALIKE_TOPICS(Area.SINK, "Topics whose names differ in `.` and `_` alone", Outcome.REFUSED, "K015"),
    AVRO_WITHOUT_KEY(
            Area.SINK,
            "Avro for tables without a valid key: `force-replicate` with `protocol=avro`",
            Outcome.REFUSED,
            ErrorCode.CODEC_INVALID_CONFIG.code()),
    AVRO_SHARED_TOPIC(
            Area.SINK,
            "Avro for several tables in one topic",
            Outcome.REFUSED,
            ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID.code()),
    AVRO_GLUE(Area.SINK, "The AWS Glue Schema Registry", Outcome.REFUSED, ErrorCode.CONFIG_NOT_AVAILABLE.code()),
    LARGE_MESSAGES(
            Area.SINK,
            "Large messages of Avro and Debezium cannot be cut or stored elsewhere",
            Outcome.REFUSED,
            ErrorCode.REPLICA_CONFIG_INVALID.code()),
    CLAIM_CHECK_STORES(
            Area.SINK, "Claim checks in S3, GCS and Azure", Outcome.REFUSED, ErrorCode.CONFIG_NOT_AVAILABLE.code()),
    DATABASE_SETTINGS(
            Area.SINK,
            "What TiCDC does for databases as targets: sync points, BDR, redo logs, names of schema and "
                    + "table changed on the way",
            Outcome.REFUSED,
            ErrorCode.CONFIG_NOT_AVAILABLE.code(),
            ErrorCode.REPLICA_CONFIG_INVALID.code()),
    FILTER_FILES(
            Area.RULES, "Table rules from a file (`@file`)", Outcome.REFUSED, ErrorCode.FILTER_RULE_INVALID.code()),
    EXPRESSIONS(
            Area.RULES,
            "Value expressions beyond the subset of SQL in filter.md",
            Outcome.REFUSED,
            ErrorCode.FILTER_EXPRESSION_INVALID.code()),
    EVENT_KINDS(
            Area.RULES,
            "Event filters for kinds of events that there are not",
            Outcome.REFUSED,
            ErrorCode.IGNORE_EVENT_INVALID.code()),
    SELECTED_KEYS(
            Area.RULES,
            "Column selectors that leave a table without any key",
            Outcome.REFUSED,
            ErrorCode.COLUMN_SELECTOR_FAILED.code()),
    DISPATCHED_COLUMNS(
            Area.RULES,
            "Dispatchers by columns or indexes that a table does not have",
            Outcome.REFUSED,
            ErrorCode.DISPATCHER_FAILED.code()),
    START_TS(
            Area.RULES,
            "`ignore-txn-start-ts`: transactions of MySQL and MariaDB have no start-ts",
            Outcome.REFUSED,
            ErrorCode.REPLICA_CONFIG_INVALID.code()),
    CHANGEFEEDS(
            Area.SERVER,
            "More changefeeds for a source cluster than `max-changefeeds-per-cluster` allows, 5 by default",
            Outcome.REFUSED,
            ErrorCode.CHANGEFEED_LIMIT.code()),
    FILES(
            Area.SERVER,
            "Files of the server's machine outside of `file-roots`, and any file named by somebody who is no "
                    + "administrator",
            Outcome.REFUSED,
            ErrorCode.FILE_OUTSIDE_ROOTS.code());

    /** What a limit is about. */
    public enum Area {
        SOURCE("The source database"),
        TABLES("Tables and columns"),
        START("Where a changefeed begins and ends"),
        CHANGES("Changes"),
        SINK("Kafka and the formats"),
        RULES("Filters, selectors, dispatchers"),
        SERVER("The server");

        private final String title;

        Area(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What happens to a changefeed that meets a limit. */
    public enum Outcome {
        REFUSED("refused before the start"),
        WARNED("a warning before the start"),
        STOPS("stops the changefeed when it is met, nothing is skipped"),
        LEFT_OUT("left out");

        private final String shown;

        Outcome(String shown) {
            this.shown = shown;
        }

        public String shown() {
            return shown;
        }
    }

    private final Area area;
    private final String restriction;
    private final Outcome outcome;
    /** Separated by spaces. */
    private final String codes;

    Limit(Area area, String restriction, Outcome outcome, String... codes) {
        this.area = area;
        this.restriction = restriction;
        this.outcome = outcome;
        this.codes = String.join(" ", codes);
    }

    public Area area() {
        return area;
    }

    /** What cannot be done, without a full stop; Markdown. */
    public String restriction() {
        return restriction;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Which checks and errors tell of it; empty for what is left out. */
    public List<String> codes() {
        return codes.isEmpty() ? List.of() : List.of(codes.split(" "));
    }
}

package io.tidegate.error;

import static io.tidegate.error.ErrorKind.CONNECTION;
import static io.tidegate.error.ErrorKind.DATA;
import static io.tidegate.error.ErrorKind.INTERNAL;
import static io.tidegate.error.ErrorKind.USAGE;
import static io.tidegate.error.RetryPolicy.FAIL;
import static io.tidegate.error.RetryPolicy.RETRY;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every error a user can meet. Codes that TiCDC has keep its name with the prefix {@code CDC:}; ours start with {@code
 * TG:}. The summary says what is wrong in general, the detail of a {@link TidegateException} says what was found, and the
 * remedy tells what to do unless the exception brings a more exact one. The documentation page is generated from here.
 */
public enum ErrorCode {
    // Configuration.
    INVALID_ARGUMENT(
            "TG:ErrInvalidArgument",
            USAGE,
            FAIL,
            "A command-line argument is missing or wrong",
            "Run the command with --help to see what it takes."),
    CONFIG_UNREADABLE(
            "TG:ErrConfigUnreadable",
            USAGE,
            FAIL,
            "The configuration file cannot be read",
            "Check the path, the permissions and the TOML syntax at the line named."),
    CONFIG_UNKNOWN_KEY(
            "TG:ErrConfigUnknownKey",
            USAGE,
            FAIL,
            "The configuration has a key that does not exist",
            "Correct the spelling or remove the key."),
    CONFIG_INVALID_VALUE(
            "TG:ErrConfigInvalidValue",
            USAGE,
            FAIL,
            "A configuration value is not allowed",
            "Use one of the values named."),
    CONFIG_NOT_AVAILABLE(
            "TG:ErrConfigNotAvailable",
            USAGE,
            FAIL,
            "The configuration asks for something that is not available yet",
            "Remove the setting named or give it its default."),
    REPLICA_CONFIG_INVALID(
            "CDC:ErrInvalidReplicaConfig",
            USAGE,
            FAIL,
            "Two settings of the changefeed contradict each other",
            "Change one of the settings named."),
    FILTER_RULE_INVALID(
            "CDC:ErrFilterRuleInvalid",
            USAGE,
            FAIL,
            "A table rule cannot be understood",
            "Write rules as schema.table with * and ? as wildcards; names with other characters go into backquotes."),
    IGNORE_EVENT_INVALID(
            "CDC:ErrInvalidIgnoreEventType",
            USAGE,
            FAIL,
            "An event filter names a kind of event that does not exist",
            "Use the names of docs/filter.md, in lower case and with single spaces."),
    FILTER_EXPRESSION_INVALID(
            "CDC:ErrInvalidFilterExpression",
            USAGE,
            FAIL,
            "A value expression cannot be used",
            "Write an SQL condition on the table's columns; docs/filter.md lists what can be used in it."),
    FILTER_EXPRESSION_COLUMN_NOT_FOUND(
            "CDC:ErrExpressionColumnNotFound",
            USAGE,
            FAIL,
            "A value expression names a column that its table does not have",
            "Correct the name, or match only tables that have the column."),
    FILTER_ROW_FAILED(
            "CDC:ErrFailedToFilterDML",
            DATA,
            FAIL,
            "A value expression cannot be evaluated for a row",
            "Change the expression so that it can be evaluated for every row; the changefeed stays at its checkpoint."),
    COLUMN_SELECTOR_FAILED(
            "CDC:ErrColumnSelectorFailed",
            USAGE,
            FAIL,
            "A column selector does not fit a table",
            "Select all columns of the primary key or of a unique key, and the columns that dispatchers use."),
    SINK_URI_INVALID(
            "CDC:ErrSinkURIInvalid",
            USAGE,
            FAIL,
            "The sink URI cannot be used",
            "Write it as kafka://host:port,host:port/topic?protocol=canal-json and percent-encode special characters."),
    SINK_CONFIG_INVALID(
            "CDC:ErrSinkInvalidConfig", USAGE, FAIL, "The [sink] section cannot be used", "Change the setting named."),
    SINK_UNKNOWN_PROTOCOL(
            "CDC:ErrSinkUnknownProtocol",
            USAGE,
            FAIL,
            "The message format is unknown or not available for Kafka",
            "Use one of protocol=canal-json, avro, open-protocol, debezium and simple."),
    KAFKA_INVALID_CONFIG(
            "CDC:ErrKafkaInvalidConfig",
            USAGE,
            FAIL,
            "A Kafka setting cannot be used",
            "Change the setting named in the sink URI or in [sink.kafka-config]."),
    KAFKA_INVALID_PARTITION_NUM(
            "CDC:ErrKafkaInvalidPartitionNum",
            USAGE,
            FAIL,
            "The partition number cannot be used",
            "Give partition-num a value from 1 to the number of partitions the topic has."),
    KAFKA_INVALID_REQUIRED_ACKS(
            "CDC:ErrKafkaInvalidRequiredAcks",
            USAGE,
            FAIL,
            "required-acks has no such value",
            "Use -1 (all replicas), 1 (leader) or 0 (none)."),
    KAFKA_INVALID_CLIENT_ID(
            "CDC:ErrKafkaInvalidClientID",
            USAGE,
            FAIL,
            "The Kafka client id has characters that are not allowed",
            "Use letters, digits, dots, underscores and hyphens."),
    KAFKA_INVALID_VERSION(
            "CDC:ErrKafkaInvalidVersion",
            USAGE,
            FAIL,
            "The Kafka version cannot be read",
            "Write it as three numbers, for example 3.9.0, or leave it out."),
    KAFKA_TOPIC_EXPRESSION_INVALID(
            "CDC:ErrKafkaTopicExprInvalid",
            USAGE,
            FAIL,
            "A topic expression cannot be used",
            "Write it as text with {schema} and {table}, each at most once and in this order; text may have letters, digits, dots, underscores and hyphens."),
    CODEC_INVALID_CONFIG(
            "CDC:ErrCodecInvalidConfig",
            USAGE,
            FAIL,
            "A setting of the message format cannot be used",
            "Change the setting named."),
    DISPATCHER_FAILED(
            "CDC:ErrDispatcherFailed",
            USAGE,
            FAIL,
            "A dispatcher rule does not fit the table",
            "Name an existing unique index or existing columns in the rule, or choose another dispatcher."),
    TABLE_INELIGIBLE(
            "CDC:ErrTableIneligible",
            USAGE,
            FAIL,
            "Some tables have no valid key",
            "Add a primary key or a unique key of NOT NULL columns, exclude the tables with filter rules, or set force-replicate."),
    TARGET_TS_BEFORE_START_TS(
            "CDC:ErrTargetTsBeforeStartTs", USAGE, FAIL, "The end lies before the start", "Choose a later --until."),
    START_NOT_AVAILABLE(
            "TG:ErrStartNotAvailable",
            USAGE,
            FAIL,
            "This start is not available yet",
            "Start with now, binlog:FILE:POS, gtid:SET, tso:N or time:ISO."),
    START_CONFLICT(
            "TG:ErrStartConflict",
            USAGE,
            FAIL,
            "The changefeed has a stored checkpoint that differs from --start",
            "Leave --start out to go on from the checkpoint, or add --reset to give it up."),
    FEED_CONFLICT(
            "TG:ErrChangefeedConflict",
            USAGE,
            FAIL,
            "The data directory belongs to a changefeed with other settings",
            "Use the settings it was created with, another --data-dir, or --reset."),

    // The source.
    SOURCE_URI_INVALID(
            "TG:ErrSourceURIInvalid",
            USAGE,
            FAIL,
            "The source URI cannot be used",
            "Write it as mysql://user@host:port/ or mariadb://user@host:port/."),
    SOURCE_UNREACHABLE(
            "TG:ErrSourceUnreachable",
            CONNECTION,
            RETRY,
            "The source database cannot be reached",
            "Check host, port, firewall and that the server runs."),
    SOURCE_ACCESS_DENIED(
            "TG:ErrSourceAccessDenied",
            CONNECTION,
            FAIL,
            "The source database refuses the login",
            "Check user name and password, and from which hosts the user may connect."),
    SOURCE_AUTH_UNSUPPORTED(
            "TG:ErrSourceAuthUnsupported",
            CONNECTION,
            FAIL,
            "The source database asks for a login method that is not supported",
            "Give the user mysql_native_password, caching_sha2_password, sha256_password or ed25519."),
    SOURCE_TLS_FAILED(
            "TG:ErrSourceTlsFailed",
            CONNECTION,
            FAIL,
            "No secure connection to the source database",
            "Check tls=, ca=, cert= and key= in the source URI and the server's certificate."),
    SOURCE_GRANT_MISSING(
            "TG:ErrSourceGrantMissing",
            CONNECTION,
            FAIL,
            "The source user lacks a privilege",
            "Grant what the message names."),
    SOURCE_CONFIG_UNSUITABLE(
            "TG:ErrSourceConfigUnsuitable",
            CONNECTION,
            FAIL,
            "A setting of the source database prevents replication",
            "Run the statement named, then try again."),
    SOURCE_KIND_MISMATCH(
            "TG:ErrSourceKindMismatch",
            CONNECTION,
            FAIL,
            "The server is of another kind than the source URI says",
            "Use mysql:// for MySQL and mariadb:// for MariaDB."),
    SOURCE_VERSION_UNSUPPORTED(
            "TG:ErrSourceVersionUnsupported",
            CONNECTION,
            FAIL,
            "The source database is of an edition or a version whose changes cannot be read",
            "Use a database that docs/limits.md lists."),
    SOURCE_CONNECTION_LOST(
            "TG:ErrSourceConnectionLost",
            CONNECTION,
            RETRY,
            "The connection to the source database broke",
            "Nothing to do: the changefeed reconnects by itself."),
    SOURCE_PROTOCOL(
            "TG:ErrSourceProtocol",
            DATA,
            FAIL,
            "The source database sent something that the protocol does not allow",
            "Report this with the message; nothing was lost, the changefeed stays at its checkpoint."),
    SOURCE_DUPLICATE_READER(
            "TG:ErrSourceDuplicateReader",
            CONNECTION,
            RETRY,
            "Another reader with the same server id took over the stream",
            "Make sure that this changefeed runs only once, or give it another server id."),
    POSITION_LOST(
            "TG:ErrPositionLost",
            DATA,
            FAIL,
            "The source database no longer has the binlog at this position",
            "Start again at a position the server has with --reset, accepting the gap, or restore the binlog files."),
    POSITION_INVALID(
            "TG:ErrPositionInvalid",
            DATA,
            FAIL,
            "The position does not exist on this source database",
            "Check the position, and that this is the server the position was taken from."),
    POSITION_OTHER_SERVER(
            "TG:ErrPositionOtherServer",
            DATA,
            FAIL,
            "The stored position belongs to another server",
            "Connect to the server the position was taken from, or give the changefeed up with --reset."),
    EVENT_CORRUPT(
            "TG:ErrEventCorrupt",
            DATA,
            FAIL,
            "A binlog event is damaged",
            "Check the disk of the source database; skip the event only by an explicit start position after it."),
    EVENT_UNSUPPORTED(
            "TG:ErrEventUnsupported",
            DATA,
            FAIL,
            "The binlog has an event that cannot be replicated",
            "Exclude what wrote it, or start after it."),
    STATEMENT_FORMAT(
            "TG:ErrStatementFormat",
            DATA,
            FAIL,
            "A change of a replicated table was logged as a statement, not as rows",
            "Set binlog_format=ROW for all sessions, then start after this position and reload the table."),
    SOURCE_LOST_EVENTS(
            "TG:ErrSourceLostEvents",
            DATA,
            FAIL,
            "The source database reports that it lost binlog events",
            "Reload the tables and start after this position."),
    ROLLBACK_TOO_LARGE(
            "TG:ErrRollbackTooLarge",
            DATA,
            FAIL,
            "A transaction that was already sent in part was rolled back",
            "Reload the tables named, then start after this position."),
    SCHEMA_METADATA_MISSING(
            "TG:ErrSchemaMetadataMissing",
            DATA,
            FAIL,
            "The binlog does not carry the definition of a table",
            "SET GLOBAL binlog_row_metadata = 'FULL' and start after the rows written before that."),
    ROW_DECODE_FAILED(
            "TG:ErrRowDecodeFailed",
            DATA,
            FAIL,
            "A row cannot be decoded",
            "Report this with the message; nothing was lost, the changefeed stays at its checkpoint."),
    CHARSET_UNSUPPORTED(
            "TG:ErrCharsetUnsupported",
            DATA,
            FAIL,
            "A column uses a character set that cannot be converted",
            "Convert the column to utf8mb4 or exclude the table."),
    RENAME_INTO_FILTER(
            "CDC:ErrSyncRenameTableFailed",
            DATA,
            FAIL,
            "A table outside the filter was renamed to a name inside it",
            "Add the old name to the filter rules, or exclude the new one."),

    // Encoding and the sink.
    ENCODE_FAILED(
            "CDC:ErrCanalEncodeFailed",
            DATA,
            FAIL,
            "A change cannot be encoded",
            "Report this with the message; nothing was lost, the changefeed stays at its checkpoint."),
    OPEN_PROTOCOL_INVALID_DATA(
            "CDC:ErrOpenProtocolCodecInvalidData",
            DATA,
            FAIL,
            "A row has no column that an Open Protocol message could carry",
            "Give the table a primary key or a unique key of NOT NULL columns, or set delete-only-output-handle-key-columns to false."),
    AVRO_ENCODE_FAILED(
            "CDC:ErrAvroEncodeFailed",
            DATA,
            FAIL,
            "A change cannot be encoded as Avro",
            "Report this with the message; nothing was lost, the changefeed stays at its checkpoint."),
    SCHEMA_REGISTRY(
            "CDC:ErrAvroSchemaAPIError",
            CONNECTION,
            RETRY,
            "The schema registry cannot be used",
            "Check the address and the login in schema-registry and that the registry runs; the changefeed goes on by itself."),
    MESSAGE_TOO_LARGE(
            "CDC:ErrMessageTooLarge",
            DATA,
            FAIL,
            "A message is larger than the topic takes",
            "Raise max-message-bytes and the topic's max.message.bytes, choose a large-message-handle-option, or exclude the table."),
    MESSAGE_REFUSED(
            "TG:ErrMessageRefused",
            DATA,
            RETRY,
            "Kafka refused a message for its size",
            "Nothing to do: the changefeed goes on from its checkpoint with a lower limit. Grant DescribeConfigs on the topic, so that its limit is known before."),
    COMPRESSION_FAILED(
            "CDC:ErrCompressionFailed",
            INTERNAL,
            FAIL,
            "Messages cannot be compressed",
            "Use another large-message-handle-compression, or lz4, which needs no native library."),
    CLAIM_CHECK_STORAGE(
            "CDC:ErrFailToCreateExternalStorage",
            CONNECTION,
            RETRY,
            "The storage of claim checks cannot be used",
            "Check that the directory of claim-check-storage-uri exists, is mounted and may be written."),
    CLAIM_CHECK_WRITE(
            "TG:ErrClaimCheckWrite",
            CONNECTION,
            RETRY,
            "A large message cannot be stored",
            "Check free space, permissions and the mount of the directory of claim-check-storage-uri; the changefeed goes on by itself."),
    KAFKA_UNREACHABLE(
            "CDC:ErrKafkaNewProducer",
            CONNECTION,
            RETRY,
            "The Kafka cluster cannot be used",
            "Check the broker addresses, TLS, the login and that the brokers' advertised addresses are reachable from here."),
    TLS_CONFIG_FAILED(
            "CDC:ErrToTLSConfigFailed",
            USAGE,
            FAIL,
            "The files of TLS cannot be used",
            "Give ca, cert and key as PEM files that the user of this process may read, certificate and key of one pair."),
    KAFKA_ACCESS_DENIED(
            "TG:ErrKafkaAccessDenied",
            CONNECTION,
            FAIL,
            "Kafka refuses the login or an operation",
            "Check the SASL settings and grant Create and Write on the topics and DescribeConfigs on the cluster."),
    KAFKA_CREATE_TOPIC(
            "CDC:ErrKafkaCreateTopic",
            CONNECTION,
            RETRY,
            "A topic cannot be created",
            "Check replication-factor against the number of brokers and the permission to create topics, or create the topic by hand."),
    KAFKA_SEND(
            "CDC:ErrKafkaAsyncSendMessage",
            CONNECTION,
            RETRY,
            "Kafka did not take a message",
            "Check the brokers; the changefeed goes on from its checkpoint by itself."),
    KAFKA_TRANSACTION_ENDED(
            "TG:ErrKafkaTransactionEnded",
            CONNECTION,
            RETRY,
            "Kafka ended the open transaction of the changefeed",
            "Nothing to do: the changefeed goes on from the last commit by itself, unless another process runs it too. If"
                    + " Kafka is slow, raise transaction-timeout in [tidegate.delivery]."),
    KAFKA_FENCED(
            "TG:ErrKafkaFenced",
            CONNECTION,
            FAIL,
            "Another process runs this changefeed",
            "Let one process run a changefeed: stop the other one, then start this one again. A copy of a data directory"
                    + " is the same changefeed; give it up with --reset or give the second process a directory of its own."),
    CHECK_FAILED(
            "TG:ErrCheckFailed",
            CONNECTION,
            FAIL,
            "A check before the start failed",
            "Follow the remedy of each failed check."),

    // State and ourselves.
    STATE_UNREADABLE(
            "TG:ErrStateUnreadable",
            DATA,
            FAIL,
            "The state file is damaged or was written by a newer version",
            "Restore the data directory from a backup, or use the newer version. The changefeed never starts over by itself."),
    STATE_WRITE_FAILED(
            "TG:ErrStateWriteFailed",
            INTERNAL,
            RETRY,
            "The checkpoint cannot be stored",
            "Check free space and permissions of the data directory."),
    STATE_IN_USE(
            "TG:ErrStateInUse",
            USAGE,
            FAIL,
            "Another process uses this data directory",
            "Stop the other process or choose another --data-dir."),
    API_INVALID_PARAM(
            "CDC:ErrAPIInvalidParam",
            USAGE,
            FAIL,
            "The request is not valid",
            "Correct what is named; the API's description is served at /api/v2/openapi.json."),
    CHANGEFEED_NOT_EXISTS(
            "CDC:ErrChangeFeedNotExists",
            USAGE,
            FAIL,
            "There is no such changefeed",
            "List the changefeeds there are; a removed one is gone for good."),
    CHANGEFEED_ALREADY_EXISTS(
            "CDC:ErrChangeFeedAlreadyExists",
            USAGE,
            FAIL,
            "A changefeed of that name is there already",
            "Choose another id, or remove the other one first."),
    CHANGEFEED_UPDATE_REFUSED(
            "CDC:ErrChangefeedUpdateRefused",
            USAGE,
            FAIL,
            "The changefeed cannot be changed like that now",
            "Pause it first; what it is can be seen in its state."),
    CHANGEFEED_LIMIT(
            "TG:ErrChangefeedLimit",
            USAGE,
            FAIL,
            "The source cluster has as many changefeeds as it may",
            "Remove one, or raise max-changefeeds-per-cluster in the server's configuration."),
    CAPTURE_NOT_EXISTS(
            "CDC:ErrCaptureNotExist",
            USAGE,
            FAIL,
            "There is no such server",
            "List the captures: a Tidegate server is the only one there is."),
    CLUSTER_NOT_EXISTS(
            "TG:ErrClusterNotExists",
            USAGE,
            FAIL,
            "There is no such source cluster",
            "List the clusters there are, or register it."),
    CLUSTER_ALREADY_EXISTS(
            "TG:ErrClusterAlreadyExists",
            USAGE,
            FAIL,
            "A source cluster of that name is there already",
            "Choose another id, or edit the one that is there."),
    CLUSTER_IN_USE(
            "TG:ErrClusterInUse",
            USAGE,
            FAIL,
            "The source cluster has changefeeds",
            "Remove its changefeeds first, or pause them to edit it."),
    DRAFT_NOT_EXISTS(
            "TG:ErrDraftNotExists",
            USAGE,
            FAIL,
            "There is no such draft of a changefeed",
            "Open it from the list of changefeeds of its cluster, or begin another one there; drafts are seen by who began"
                    + " them, and forgotten after a month."),
    UNAUTHENTICATED(
            "TG:ErrUnauthenticated",
            USAGE,
            FAIL,
            "Nobody is logged in",
            "Log in, or send an API token: Authorization: Bearer TOKEN."),
    FORBIDDEN(
            "TG:ErrForbidden",
            USAGE,
            FAIL,
            "The account may not do this",
            "Ask an administrator for the role that is named."),
    TOO_MANY_REQUESTS(
            "TG:ErrTooManyRequests", USAGE, RETRY, "That was tried too often", "Wait a while, then try again."),
    LISTEN_INSECURE(
            "TG:ErrListenInsecure",
            USAGE,
            FAIL,
            "The server would be reached from other machines without TLS",
            "Give cert and key under [tls], listen at 127.0.0.1, or set insecure-http = true if the network protects it."),
    LISTEN_FAILED(
            "TG:ErrListenFailed",
            USAGE,
            FAIL,
            "The server cannot listen at its address",
            "Choose an address of this machine and a free port, such as 127.0.0.1:8300."),
    ACCOUNT_NOT_EXISTS(
            "TG:ErrAccountNotExists",
            USAGE,
            FAIL,
            "There is no such account",
            "List the accounts there are; names are case-sensitive."),
    ACCOUNT_ALREADY_EXISTS(
            "TG:ErrAccountAlreadyExists",
            USAGE,
            FAIL,
            "An account of that name is there already",
            "Choose another name, or change the account that is there."),
    LAST_ADMIN(
            "TG:ErrLastAdmin",
            USAGE,
            FAIL,
            "The last account with the role admin must stay",
            "Give another account the role admin first."),
    TOKEN_NOT_EXISTS(
            "TG:ErrTokenNotExists",
            USAGE,
            FAIL,
            "There is no such API token",
            "List the tokens there are; one that was revoked or has expired is gone for good."),
    OIDC_FAILED(
            "TG:ErrOidcFailed",
            CONNECTION,
            FAIL,
            "The login by the identity provider did not work",
            "Try again; if it stays so, check [oidc] in the server's configuration against the client's settings at the provider."),
    FILE_OUTSIDE_ROOTS(
            "TG:ErrFileOutsideRoots",
            USAGE,
            FAIL,
            "A file of the server was named that lies outside of what it may use",
            "Put the file below one of the directories in file-roots of the server's configuration, or add its directory there."),
    SECRET_KEY_MISSING(
            "TG:ErrSecretKeyMissing",
            DATA,
            FAIL,
            "The key to the stored secrets is missing",
            "Put the key file back that belongs to this data directory, or set TIDEGATE_SECRET_KEY_FILE to where it is."),
    SECRET_KEY_WRONG(
            "TG:ErrSecretKeyWrong",
            DATA,
            FAIL,
            "The stored secrets were sealed with another key",
            "Put the key file back that belongs to this data directory; with a backup from before a rotation, the key file from before it."),
    SECRET_KEY_UNUSABLE(
            "TG:ErrSecretKeyUnusable",
            USAGE,
            FAIL,
            "The key to the stored secrets cannot be used",
            "Check the path, the owner and the mode (0600) of the key file, and that it is the file Tidegate made."),
    BACKUP_FAILED(
            "TG:ErrBackupFailed",
            USAGE,
            FAIL,
            "The backup cannot be written",
            "Name a file that does not exist, in a directory that does and has enough free space."),
    SERVER_UNREACHABLE(
            "TG:ErrServerUnreachable",
            CONNECTION,
            RETRY,
            "The Tidegate server cannot be reached",
            "Check --server (or TIDEGATE_SERVER), the network, and that tidegate server runs there."),
    SERVER_TLS_FAILED(
            "TG:ErrServerTlsFailed",
            CONNECTION,
            FAIL,
            "No secure connection to the Tidegate server",
            "Give the authority that signed the server's certificate with --ca, and write the host name that is in the"
                    + " certificate; a server without TLS is written as http://."),
    SERVER_ANSWER(
            "TG:ErrServerAnswer",
            CONNECTION,
            FAIL,
            "The Tidegate server gave an answer that is not understood",
            "Check that --server leads to a Tidegate server and not to a proxy or another program, and that it has the"
                    + " version of this command."),
    NOT_CONFIRMED(
            "TG:ErrNotConfirmed",
            USAGE,
            FAIL,
            "A question was not answered, so nothing was changed",
            "Answer Y, or add --no-confirm where nobody can answer."),
    INTERNAL_ERROR(
            "TG:ErrInternal",
            INTERNAL,
            FAIL,
            "Something happened that should not be possible",
            "Report this with the log; nothing was lost, the changefeed stays at its checkpoint.");

    private final String code;
    private final ErrorKind kind;
    private final RetryPolicy retry;
    private final String summary;
    private final String remedy;

    ErrorCode(String code, ErrorKind kind, RetryPolicy retry, String summary, String remedy) {
        this.code = code;
        this.kind = kind;
        this.retry = retry;
        this.summary = summary;
        this.remedy = remedy;
    }

    /** The entry with this stable identifier, empty if there is none. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values()).filter(entry -> entry.code.equals(code)).findFirst();
    }

    /** The stable identifier, for example {@code CDC:ErrSinkURIInvalid}. */
    public String code() {
        return code;
    }

    public ErrorKind kind() {
        return kind;
    }

    public RetryPolicy retry() {
        return retry;
    }

    /** One plain sentence without its full stop. */
    public String summary() {
        return summary;
    }

    /** What to do, as one or two sentences. */
    public String remedy() {
        return remedy;
    }

    /** The HTTP status of an answer that tells of it. */
    public int httpStatus() {
        return HttpStatus.of(this);
    }

    /** How much it matters: data errors are critical. */
    public Severity severity() {
        return kind == DATA ? Severity.CRITICAL : Severity.ERROR;
    }
}

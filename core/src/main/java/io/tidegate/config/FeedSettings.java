package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import io.tidegate.error.ErrorCode;
import java.time.Duration;
import java.util.List;

/** Settings of the changefeed as a whole: the top level of the file and the sections that belong to no stage. */
final class FeedSettings {
    private static final String ONE_SERVER = "one Tidegate server runs the whole changefeed";
    private static final String REDO = "redo logs belong to database sinks";
    private static final String ONE_POOL = "all changefeeds share the memory and the workers of the server";
    private static final String EARLIER = "earlier versions of TiCDC";
    private static final String LATER = "later versions of TiCDC";

    static final Setting CASE_SENSITIVE = file(
                    "case-sensitive",
                    ValueType.flag(),
                    "Whether filter rules and matchers tell upper case from lower case.")
            .fallback(false)
            .done();
    static final Setting FORCE_REPLICATE = file(
                    "force-replicate",
                    ValueType.flag(),
                    "Whether to replicate tables without a valid key. Rows may then appear twice and out of order.")
            .fallback(false)
            .done();
    static final Setting IGNORE_INELIGIBLE_TABLE = file(
                    "ignore-ineligible-table",
                    ValueType.flag(),
                    "Whether to leave out tables without a valid key instead of refusing the changefeed.")
            .fallback(false)
            .done();

    static final Setting ENABLE_SYNC_POINT = file(
                    "enable-sync-point", ValueType.flag(), "Whether to align snapshots of both sides.")
            .fallback(false)
            .unavailable()
            .remark("it belongs to database sinks")
            .done();

    static final Setting INTEGRITY_CHECK_LEVEL = file(
                    "integrity.integrity-check-level",
                    ValueType.choice("none", "correctness"),
                    "Whether messages carry the checksum of their row; rows of MySQL and MariaDB have none.")
            .fallback("none")
            .onlyFor(SinkProtocol.AVRO, SinkProtocol.SIMPLE)
            .done();

    static final Setting SYNCED_CHECK_INTERVAL = file(
                    "synced-status.synced-check-interval",
                    ValueType.whole(0, Integer.MAX_VALUE),
                    "Seconds without changes until both sides count as equal.")
            .fallback(300)
            .done();

    static final Setting SYNCED_CHECKPOINT_INTERVAL = file(
                    "synced-status.checkpoint-interval",
                    ValueType.whole(0, Integer.MAX_VALUE),
                    "Seconds the checkpoint may lag behind and still count as equal.")
            .fallback(15)
            .done();

    static final List<Setting> ALL = List.of(
            CASE_SENSITIVE,
            FORCE_REPLICATE,
            IGNORE_INELIGIBLE_TABLE,
            file(
                            "memory-quota",
                            ValueType.whole(0, Long.MAX_VALUE),
                            "Bytes of changes a server holds before it sends them.")
                    .fallback(1_073_741_824)
                    .ignored(ONE_POOL)
                    .done(),
            file("check-gc-safe-point", ValueType.flag(), "Whether the start must lie after TiDB's GC safepoint.")
                    .fallback(true)
                    .ignored("the position is always checked against what the source still has")
                    .done(),
            file("bdr-mode", ValueType.flag(), "Whether changes circulate between several clusters.")
                    .fallback(false)
                    .unavailable()
                    .done(),
            ENABLE_SYNC_POINT,
            file("sync-point-interval", ValueType.span(), "Time between two sync points.")
                    .fallback("10m")
                    .ignored("sync points belong to database sinks")
                    .done(),
            file("sync-point-retention", ValueType.span(), "How long sync points are kept.")
                    .fallback("24h")
                    .ignored("sync points belong to database sinks")
                    .done(),
            file(
                            "changefeed-error-stuck-duration",
                            ValueType.span(Duration.ofMinutes(30), "duration, 30m or more"),
                            "How long an error is retried before the changefeed fails.")
                    .fallback("30m")
                    .refused(
                            ErrorCode.REPLICA_CONFIG_INVALID,
                            "The ChangefeedErrorStuckDuration:%s must be larger than 30m")
                    .ignored("a changefeed that has a checkpoint retries until it succeeds")
                    .done(),
            file("sql-mode", ValueType.text(), "SQL mode in which DDL statements are parsed.")
                    .ignored("TiCDC itself has ignored it since v8.0")
                    .done(),
            file("mounter.worker-num", ValueType.whole(), "Threads that decode rows.")
                    .fallback(16)
                    .ignored(ONE_POOL)
                    .done(),
            file(
                            "scheduler.enable-table-across-nodes",
                            ValueType.flag(),
                            "Whether large tables are split over servers.")
                    .fallback(false)
                    .ignored(ONE_SERVER)
                    .done(),
            file("scheduler.region-threshold", ValueType.whole(), "Regions from which on a table is split.")
                    .fallback(10_000)
                    .ignored(ONE_SERVER)
                    .done(),
            file(
                            "scheduler.write-key-threshold",
                            ValueType.whole(),
                            "Written rows per minute from which on a table is split.")
                    .fallback(0)
                    .ignored(ONE_SERVER)
                    .done(),
            scheduler("scheduling-task-count-per-node", ValueType.whole(), "Tasks a server is given at once."),
            scheduler("region-count-per-span", ValueType.whole(), "Regions of a part of a split table."),
            scheduler("enable-splittable-check", ValueType.flag(), "Whether to check that a table can be split."),
            scheduler(
                    "balance-score-threshold", ValueType.whole(), "How uneven traffic must be before it is balanced."),
            scheduler(
                    "min-traffic-percentage",
                    ValueType.number(),
                    "The least share of traffic that counts as balanced."),
            scheduler(
                    "max-traffic-percentage",
                    ValueType.number(),
                    "The largest share of traffic that counts as balanced."),
            INTEGRITY_CHECK_LEVEL,
            file(
                            "integrity.corruption-handle-level",
                            ValueType.choice("warn", "error"),
                            "What a wrong checksum does to the changefeed.")
                    .fallback("warn")
                    .ignored("checksums are not verified")
                    .done(),
            SYNCED_CHECK_INTERVAL,
            SYNCED_CHECKPOINT_INTERVAL,
            file("consistent.level", ValueType.choice("none", "eventual"), "Whether to write a redo log.")
                    .fallback("none")
                    .unavailable()
                    .done(),
            redo("max-log-size", ValueType.whole(), "Size of a redo log file in MiB.")
                    .fallback(64)
                    .done(),
            redo("flush-interval", ValueType.whole(), "Milliseconds between two flushes.")
                    .fallback(2000)
                    .done(),
            redo("meta-flush-interval", ValueType.whole(), "Milliseconds between two flushes of metadata.")
                    .fallback(200)
                    .done(),
            redo("storage", ValueType.text(), "Where redo logs are stored.")
                    .uriWithLogin()
                    .done(),
            redo("use-file-backend", ValueType.flag(), "Whether redo logs go to a local file first.")
                    .fallback(false)
                    .done(),
            redo("encoding-worker-num", ValueType.whole(), "Threads that encode.")
                    .fallback(16)
                    .done(),
            redo("flush-worker-num", ValueType.whole(), "Threads that flush.")
                    .fallback(8)
                    .done(),
            redo("compression", ValueType.text(), "Compression of redo log files.")
                    .done(),
            redo("flush-concurrency", ValueType.whole(), "Parallel uploads of a file.")
                    .fallback(1)
                    .done(),
            redo("memory-usage.memory-quota-percentage", ValueType.whole(), "Share of the memory quota.")
                    .fallback(50)
                    .done(),
            foreign("enable-old-value", ValueType.flag(), "Whether old values are read; they always are.", EARLIER),
            foreign("cyclic-replication.enable", ValueType.flag(), "Replication in a circle.", EARLIER),
            foreign(
                    "cyclic-replication.replica-id",
                    ValueType.whole(),
                    "Number of this cluster in the circle.",
                    EARLIER),
            foreign("cyclic-replication.filter-replica-ids", ValueType.wholes(), "Numbers of other clusters.", EARLIER),
            foreign("cyclic-replication.sync-ddl", ValueType.flag(), "Whether DDL circulates.", EARLIER),
            foreign("scheduler.type", ValueType.text(), "How tables are spread over servers.", EARLIER),
            foreign("scheduler.polling-time", ValueType.whole(), "How often tables are spread anew.", EARLIER),
            foreign("scheduler.region-per-span", ValueType.whole(), "Regions of a part of a split table.", EARLIER),
            foreign(
                    "scheduler.region-count-refresh-interval",
                    ValueType.text(),
                    "How often regions are counted.",
                    LATER),
            foreign("scheduler.force-split", ValueType.flag(), "Whether tables are split at any size.", LATER),
            foreign("performance-mode", ValueType.text(), "Throughput or latency.", LATER),
            foreign("enable-table-monitor", ValueType.flag(), "Metrics for each table.", LATER),
            foreign("enable-active-active", ValueType.flag(), "Replication between equal clusters.", LATER),
            foreign("active-active-progress-interval", ValueType.text(), "How often progress is written.", LATER),
            foreign("active-active-sync-stats-interval", ValueType.text(), "How often conflicts are counted.", LATER),
            foreign("event-collector-batch-count", ValueType.whole(), "Events handled at once.", LATER),
            foreign("event-collector-batch-bytes", ValueType.whole(), "Bytes of events handled at once.", LATER));

    private FeedSettings() {}

    private static Setting scheduler(String name, ValueType type, String description) {
        return file("scheduler." + name, type, description).ignored(ONE_SERVER).done();
    }

    private static Setting.Draft redo(String name, ValueType type, String description) {
        return file("consistent." + name, type, description).ignored(REDO);
    }

    private static Setting foreign(String path, ValueType type, String description, String versions) {
        return file(path, type, description).otherVersion(versions).done();
    }
}

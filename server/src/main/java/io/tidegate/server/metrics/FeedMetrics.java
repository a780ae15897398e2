package io.tidegate.server.metrics;

import java.util.List;
import java.util.stream.Stream;

/**
 * The metrics of a changefeed. Those that TiCDC has bear its names, and its labels {@code namespace} and {@code
 * changefeed}; ours begin with {@code tidegate_}.
 */
final class FeedMetrics {
    static final Metric STATUS = gauge(
            "ticdc_owner_status",
            "",
            "State: 0 runs, 2 failed, 3 paused, 4 finished, 5 being removed, 6 makes no progress or tries again after an"
                    + " error, 7 starts for the first time");
    static final Metric CHECKPOINT_TS = gauge(
            "ticdc_owner_checkpoint_ts",
            "milliseconds since 1970",
            "Time of the checkpoint: every change up to it is acknowledged by Kafka");
    static final Metric CHECKPOINT_LAG = gauge(
            "ticdc_owner_checkpoint_ts_lag",
            "seconds",
            "Now minus the time of the checkpoint; not of changefeeds that are paused or finished");
    static final Metric RESOLVED_TS = gauge(
            "ticdc_owner_resolved_ts",
            "milliseconds since 1970",
            "Time up to which every change has been received from the source");
    static final Metric RESOLVED_LAG = gauge(
            "ticdc_owner_resolved_ts_lag",
            "seconds",
            "Now minus that time; not of changefeeds that are paused or finished");
    static final Metric ERROR_INFO = gauge(
            "ticdc_owner_changefeed_error_info",
            "",
            "1 while the changefeed is failed or in trouble, with the reason in the labels",
            Label.open("state", "TiCDC's name of its state"),
            Label.open("error_time", "when, as ISO 8601 in UTC"),
            Label.open("code", "of the error catalogue"),
            Label.open("message", "the sentence, cut at 200 characters"));
    static final Metric LAG = gauge(
            "tidegate_feed_lag_seconds",
            "seconds",
            "Where it is behind: for how long the oldest change has been in each place, so the parts do not add up; not of"
                    + " changefeeds that are paused or finished",
            new Label(
                    "part",
                    "`source`: committed there and not received; `queue`: received and not handed to Kafka's client;"
                            + " `sink`: handed over and not acknowledged",
                    List.of("source", "queue", "sink")));
    static final Metric STALLED = gauge(
            "tidegate_feed_stalled_seconds",
            "seconds",
            "For how long the changefeed has made no progress or tried again after an error; 0 while all is well");
    static final Metric ERRORS =
            counter("ticdc_processor_exit_with_error_count", "", "How often an error ended a run of the changefeed");
    static final Metric SINK_ERRORS = counter(
            "ticdc_sink_execution_error", "", "Of these, the errors behind the source: of the format or of Kafka");
    static final Metric ROWS = counter(
            "ticdc_sink_dml_event_count",
            "rows",
            "Changes of rows handed to Kafka's client; an UPDATE that was split counts as two");
    static final Metric RATE = gauge(
            "tidegate_feed_rows_per_second",
            "rows per second",
            "Rows handed to Kafka's client in the last ten seconds");
    static final Metric QUOTA = gauge(
            "tidegate_feed_quota_rows_per_second",
            "rows per second",
            "Rows that it may read per second; not shown without a limit");
    static final Metric THROTTLED = counter(
            "tidegate_feed_throttled_seconds_total", "seconds", "Time in which it read nothing because of its quota");
    static final Metric MESSAGES = counter(
            "tidegate_feed_sent_messages_total",
            "messages",
            "Messages that these rows were handed over in; Open Protocol puts several rows into one");
    static final Metric BYTES =
            counter("ticdc_sink_write_bytes_total", "bytes", "Bytes of the keys and values of these messages");
    static final Metric DDLS = counter("ticdc_sink_ddl_exec_count", "", "Schema changes delivered");
    static final Metric WATERMARKS = counter(
            "ticdc_sink_mq_checkpoint_ts_message_count", "", "Checkpoints that consumers were told of by a watermark");
    static final Metric DEAD_LETTERS = counter(
            "tidegate_feed_dead_letters_total",
            "rows",
            "Rows that could not be sent and went to the dead-letter topic");
    static final Metric WAITING =
            gauge("tidegate_feed_waiting_batches", "batches", "Batches between the source and the acknowledgement");
    static final Metric MEMORY = gauge("tidegate_feed_memory_bytes", "bytes", "Memory that its changes under way hold");
    static final Metric MEMORY_LIMIT = gauge(
            "tidegate_feed_memory_limit_bytes",
            "bytes",
            "How much that may be: its share of the memory for all changefeeds; only while it runs");
    static final Metric LAST_DELIVERY = gauge(
            "tidegate_feed_last_delivery_timestamp_seconds",
            "seconds since 1970",
            "When Kafka acknowledged a row or a schema change last");
    static final Metric TABLE_LAG = gauge(
            "tidegate_feed_table_lag_seconds",
            "seconds",
            "Now minus the commit of the oldest row of a table that waits for its acknowledgement, 0 without one; of the ten"
                    + " tables that are behind most",
            Label.TABLE);
    static final Metric TABLE_ROWS =
            counter("tidegate_feed_table_rows_total", "rows", "Rows of these tables that were delivered", Label.TABLE);
    static final Metric LOG_AVAILABLE = gauge(
            "tidegate_source_log_available",
            "",
            "1 if the source still has what a restart at the checkpoint needs, 0 if it has deleted it; asked once a"
                    + " minute, not shown when the source has not answered for five");
    static final Metric PURGE = gauge(
            "tidegate_source_purge_seconds",
            "seconds",
            "Until the source's own rules allow it to delete what a restart at the checkpoint needs, 0 if it did; not shown"
                    + " when it never does or no time can be told");
    static final Metric LOG_BEHIND =
            gauge("tidegate_source_log_behind_bytes", "bytes", "Log of the source between the checkpoint and its end");

    static final List<Metric> ALL = List.of(
            STATUS,
            CHECKPOINT_TS,
            CHECKPOINT_LAG,
            RESOLVED_TS,
            RESOLVED_LAG,
            LAG,
            ERROR_INFO,
            STALLED,
            ERRORS,
            SINK_ERRORS,
            ROWS,
            RATE,
            QUOTA,
            THROTTLED,
            MESSAGES,
            BYTES,
            DDLS,
            WATERMARKS,
            DEAD_LETTERS,
            WAITING,
            MEMORY,
            MEMORY_LIMIT,
            LAST_DELIVERY,
            TABLE_LAG,
            TABLE_ROWS,
            LOG_AVAILABLE,
            PURGE,
            LOG_BEHIND);

    private FeedMetrics() {}

    static Metric gauge(String name, String unit, String meaning, Label... more) {
        return Metric.gauge(name, unit, meaning, labels(more));
    }

    static Metric counter(String name, String unit, String meaning, Label... more) {
        return Metric.counter(name, unit, meaning, labels(more));
    }

    private static Label[] labels(Label... more) {
        return Stream.concat(Stream.of(Label.NAMESPACE, Label.CHANGEFEED), Stream.of(more))
                .toArray(Label[]::new);
    }
}

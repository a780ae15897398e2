package io.tidegate.server.metrics;

import io.tidegate.feed.Lag;
import io.tidegate.feed.TableLag;
import io.tidegate.model.Tso;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ErrorReport;
import io.tidegate.sink.SinkStatistics.Broker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the values of a changefeed's metric are found.
 *
 * @param metric which
 * @param values adds its samples
 */
record FeedReading(Metric metric, Values values) {
    private static final int LONGEST_MESSAGE = 200;

    /** All of them, in the order of the catalogue. */
    static final List<FeedReading> ALL = List.of(
            one(FeedMetrics.STATUS, feed -> number(feed.figures().state())),
            one(FeedMetrics.CHECKPOINT_TS, feed -> known(feed.checkpointMillis())),
            one(FeedMetrics.CHECKPOINT_LAG, feed -> lag(feed, feed.checkpointMillis())),
            one(FeedMetrics.RESOLVED_TS, feed -> known(feed.resolvedMillis())),
            one(FeedMetrics.RESOLVED_LAG, feed -> lag(feed, feed.resolvedMillis())),
            new FeedReading(FeedMetrics.LAG, FeedReading::lagParts),
            new FeedReading(FeedMetrics.ERROR_INFO, FeedReading::error),
            one(FeedMetrics.STALLED, FeedReading::stalled),
            one(FeedMetrics.ERRORS, feed -> feed.figures().activity().errors()),
            one(FeedMetrics.SINK_ERRORS, feed -> feed.figures().activity().sinkErrors()),
            one(FeedMetrics.ROWS, feed -> feed.figures().status().sentRows()),
            one(FeedMetrics.RATE, feed -> feed.figures().status().rowsPerSecond()),
            one(FeedMetrics.QUOTA, feed -> known(feed.figures().status().quotaRowsPerSecond())),
            one(FeedMetrics.THROTTLED, feed -> feed.figures().status().throttledMillis() / 1000.0),
            one(FeedMetrics.MESSAGES, feed -> feed.figures().status().sentRecords()),
            one(FeedMetrics.BYTES, feed -> feed.figures().status().sentBytes()),
            one(FeedMetrics.DDLS, feed -> feed.figures().activity().ddls()),
            one(FeedMetrics.WATERMARKS, feed -> feed.figures().activity().watermarks()),
            one(FeedMetrics.DEAD_LETTERS, feed -> feed.figures().status().deadLetters()),
            one(FeedMetrics.WAITING, feed -> feed.figures().status().waiting()),
            one(FeedMetrics.MEMORY, feed -> feed.figures().status().heldBytes()),
            one(FeedMetrics.MEMORY_LIMIT, feed -> known(feed.figures().status().memoryLimit())),
            one(FeedMetrics.LAST_DELIVERY, FeedReading::lastDelivery),
            new FeedReading(FeedMetrics.TABLE_LAG, FeedReading::tableLags),
            new FeedReading(FeedMetrics.TABLE_ROWS, FeedReading::tableRows),
            one(FeedMetrics.LOG_AVAILABLE, feed -> feed.retention().available()),
            one(FeedMetrics.PURGE, feed -> feed.retention().secondsLeft(feed.now())),
            one(FeedMetrics.LOG_BEHIND, feed -> feed.retention().bytesBehind()),
            one(SinkMetrics.IN_FLIGHT, feed -> feed.sink().inFlightRequests(), SinkMetrics.ALL_BROKERS),
            ofBrokers(SinkMetrics.BYTE_RATE, Broker::outgoingBytesPerSecond),
            ofBrokers(SinkMetrics.REQUEST_RATE, Broker::requestsPerSecond),
            ofBrokers(SinkMetrics.RESPONSE_RATE, Broker::responsesPerSecond),
            ofBrokers(SinkMetrics.LATENCY, Broker::latencySeconds, SinkMetrics.AVERAGE),
            one(SinkMetrics.COMPRESSION, feed -> feed.sink().compressionRatio() * 100, SinkMetrics.AVERAGE),
            one(SinkMetrics.RECORDS_PER_REQUEST, feed -> feed.sink().recordsPerRequest(), SinkMetrics.AVERAGE),
            one(SinkMetrics.RETRIES, feed -> feed.sink().retries()),
            one(SinkMetrics.BUFFER_USED, feed -> feed.sink().usedBufferBytes()),
            one(SinkMetrics.BUFFER, feed -> feed.sink().bufferBytes()));

    /** Adds the samples of a metric that a changefeed has. */
    interface Values {
        void add(ScrapedFeed feed, Samples out);
    }

    /** Takes samples of a changefeed. */
    interface Samples {
        /** @param labels the values of the labels behind {@code namespace} and {@code changefeed} */
        void add(double value, String... labels);
    }

    private static FeedReading one(Metric metric, ToDoubleFunction<ScrapedFeed> value, String... labels) {
        return new FeedReading(metric, (feed, out) -> out.add(value.applyAsDouble(feed), labels));
    }

    /** One sample for each broker, which is the first of its labels. */
    private static FeedReading ofBrokers(Metric metric, ToDoubleFunction<Broker> value, String... more) {
        return new FeedReading(metric, (feed, out) -> {
            for (Broker broker : feed.sink().brokers()) {
                String[] labels = new String[more.length + 1];
                labels[0] = broker.id();
                System.arraycopy(more, 0, labels, 1, more.length);
                out.add(value.applyAsDouble(broker), labels);
            }
        });
    }

    private static double number(ChangefeedState state) {
        return switch (state) {
            case RUNNING, RESUMING -> 0;
            case FAILED -> 2;
            case EDITING, PAUSING, PAUSED -> 3;
            case FINISHED -> 4;
            case DELETING -> 5;
            case WARNING -> 6;
            case CREATING -> 7;
        };
    }

    private static double known(long value) {
        return value == 0 ? Double.NaN : value;
    }

    private static double lag(ScrapedFeed feed, long millis) {
        return millis == 0 || !feed.figures().isActive()
                ? Double.NaN
                : Math.max(0, feed.now().toEpochMilli() - millis) / 1000.0;
    }

    /** The source's part is not known before the resolved-ts is. */
    private static void lagParts(ScrapedFeed feed, Samples out) {
        if (feed.figures().isActive() && feed.resolvedMillis() != 0) {
            Lag lag = feed.figures().status().lag();
            out.add(lag.sourceMillis() / 1000.0, "source");
            out.add(lag.queueMillis() / 1000.0, "queue");
            out.add(lag.sinkMillis() / 1000.0, "sink");
        }
    }

    private static double lastDelivery(ScrapedFeed feed) {
        Instant last = feed.figures().status().lastDeliveredAt();
        return last == null ? Double.NaN : last.toEpochMilli() / 1000.0;
    }

    private static void tableLags(ScrapedFeed feed, Samples out) {
        for (TableLag table : feed.figures().status().slowestTables()) {
            long waitingSince = Tso.millis(table.oldestWaitingTs());
            double lag = waitingSince == 0 ? 0 : Math.max(0, feed.now().toEpochMilli() - waitingSince) / 1000.0;
            out.add(lag, table.table().toString());
        }
    }

    private static void tableRows(ScrapedFeed feed, Samples out) {
        for (TableLag table : feed.figures().status().slowestTables()) {
            out.add((double) table.rows(), table.table().toString());
        }
    }

    private static double stalled(ScrapedFeed feed) {
        FeedFigures figures = feed.figures();
        return figures.state() == ChangefeedState.WARNING
                ? Math.max(0, Duration.between(figures.since(), feed.now()).toMillis()) / 1000.0
                : 0;
    }

    private static void error(ScrapedFeed feed, Samples out) {
        FeedFigures figures = feed.figures();
        ErrorReport error = figures.error();
        if (error != null) {
            String message = error.message();
            out.add(
                    1,
                    figures.state().ticdc(),
                    error.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    error.code(),
                    message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…");
        }
    }
}

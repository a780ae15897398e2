package io.tidegate.feed;

import io.tidegate.encode.Announcements;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableVersion;
import io.tidegate.sink.Sink;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of a run that are not rows: definitions at the start, DDLs, and the watermark that follows a stored
 * checkpoint. Sent by the thread of lane 0; anyone may say that a watermark is due.
 */
final class ControlMessages {
    private static final Logger log = LoggerFactory.getLogger(ControlMessages.class);

    private final FeedSettings settings;
    private final FeedParts parts;
    private final Encoder encoder;
    private final WholeMessages whole;
    private final Sink sink;
    private final LiveTopics topics;
    private final List<Announcer> announcers;
    private final ActivityCounts counts;
    private final AtomicReference<@Nullable Long> dueWatermark = new AtomicReference<>();
    private volatile long afterTs;

    /**
     * @param announcers of all lanes
     * @param counts of the changefeed
     */
    ControlMessages(
            FeedSettings settings,
            FeedParts parts,
            Encoder encoder,
            WholeMessages whole,
            Sink sink,
            LiveTopics topics,
            List<Announcer> announcers,
            ActivityCounts counts) {
        this.settings = settings;
        this.parts = parts;
        this.encoder = encoder;
        this.whole = whole;
        this.sink = sink;
        this.topics = topics;
        this.announcers = List.copyOf(announcers);
        this.counts = counts;
    }

    /** DDLs up to this commit-ts were delivered by an earlier run. */
    void startAfter(long commitTs) {
        afterTs = commitTs;
    }

    /** Everything up to this commit-ts is stored as delivered; consumers may hear of it. */
    void watermarkDue(long checkpointTs) {
        dueWatermark.set(checkpointTs);
    }

    boolean isWatermarkDue() {
        return dueWatermark.get() != null;
    }

    /** Announces all tables, if the format asks for that before anything else. */
    void announce(List<TableVersion> tables) throws InterruptedException {
        Announcements announcements = encoder.announcements();
        if (announcements == null || !announcements.rules().allAtStart()) {
            return;
        }
        for (TableVersion table : tables) {
            if (parts.filter().accepts(table)) {
                String topic = parts.router().topic(table.name());
                int partitions = announcements.rules().everyPartition() ? sink.partitions(topic) : 1;
                byte[] value = announcements.announcement(table).value();
                EncodedMessage message = new EncodedMessage(null, value);
                whole.require(message, topic, table);
                try {
                    sink.deliver(topic, partitions, message);
                } catch (TidegateException e) {
                    throw WholeMessages.named(e, table);
                }
            }
        }
    }

    /** Sends the watermark that is due to every partition of every live topic. */
    void sendWatermark() throws InterruptedException {
        Long checkpointTs = dueWatermark.getAndSet(null);
        if (checkpointTs == null) {
            return;
        }
        EncodedMessage message = encoder.encodeWatermark(checkpointTs);
        if (message == null) {
            return;
        }
        for (String topic : topics.forWatermark()) {
            sink.deliver(topic, sink.partitions(topic), message);
        }
        counts.watermarkDelivered();
    }

    /**
     * Sends a DDL, unless it lies behind the target or before the start.
     *
     * @throws TidegateException MESSAGE_TOO_LARGE with the statement
     */
    void deliver(Ddl ddl) throws InterruptedException {
        if (Long.compareUnsigned(ddl.commitTs(), settings.targetTs()) > 0
                || Long.compareUnsigned(ddl.commitTs(), afterTs) <= 0) {
            return;
        }
        boolean accepted = parts.filter().accepts(ddl);
        EncodedMessage message = accepted ? encoder.encodeDdl(ddl) : null;
        if (message != null) {
            String topic = parts.router().topic(ddl);
            int partitions = sink.partitions(topic);
            whole.require(message, topic, ddl);
            try {
                sink.deliver(topic, encoder.sendsDdlToEveryPartition() ? partitions : 1, message);
            } catch (TidegateException e) {
                throw WholeMessages.named(e, ddl);
            }
            announcers.forEach(announcer -> announcer.told(ddl, topic));
            counts.ddlDelivered();
        }
        if (parts.filter().concerns(ddl)) {
            topics.apply(ddl);
        }
        if (parts.filter().losesTable(ddl)) {
            log.warn(
                    "table no longer replicated, it lost its key changefeed={} table={} sql={}",
                    settings.name(),
                    ddl.table(),
                    ddl.sql());
        }
        log.info(
                "ddl {} changefeed={} commitTs={} kind={} table={} sql={}",
                accepted ? "delivered" : "left out",
                settings.name(),
                Long.toUnsignedString(ddl.commitTs()),
                ddl.kind(),
                ddl.table(),
                ddl.sql());
        parts.ddls().passed(ddl, outcome(accepted, message != null));
    }

    private static DdlLog.Outcome outcome(boolean accepted, boolean told) {
        if (told) {
            return DdlLog.Outcome.SENT;
        }
        return accepted ? DdlLog.Outcome.NO_MESSAGE : DdlLog.Outcome.LEFT_OUT;
    }
}

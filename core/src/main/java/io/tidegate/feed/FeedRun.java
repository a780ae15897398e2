package io.tidegate.feed;

import io.tidegate.checkpoint.SourceState;
import io.tidegate.encode.Announcements;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableVersion;
import io.tidegate.sink.Sink;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try of a changefeed, from a start point until it stops or fails: a sink, a pipeline, and a thread for each lane of
 * the sink. The thread that created it appends what it reads; lane 0 also delivers DDLs and watermarks, so that these
 * keep their place among the rows. What belongs to a run dies with it; the next begins at the stored checkpoint.
 */
final class FeedRun implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FeedRun.class);
    private static final int MAX_SLOTS = 1024;

    private final FeedSettings settings;
    private final FeedParts parts;
    private final Sink sink;
    private final MessageLimits limits;
    private final RefusedSizes refused;
    private final @Nullable DeadLetters deadLetters;
    private final Encoder encoder;
    private final Pipeline pipeline;
    private final MemoryPool.Share memory;
    private final LiveTopics topics;
    private final List<Announcer> announcers = new ArrayList<>();
    private final List<Thread> laneThreads = new ArrayList<>();
    private final Queue<RowEncoding> idleEncodings = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Long> dueWatermark = new AtomicReference<>();

    // Touched by whoever stores checkpoints, one at a time.
    private @Nullable ResolvedMark storedMark;
    private @Nullable SourceState storedState;

    /**
     * Starts a sink and the lanes.
     *
     * @param refused what the feed has learned of the size of messages
     * @param deadLetters of the feed, null if it has none
     * @param onFailure called when anything behind the reader fails
     */
    FeedRun(
            FeedSettings settings,
            FeedParts parts,
            FeedRuntime runtime,
            RefusedSizes refused,
            @Nullable DeadLetters deadLetters,
            Runnable onFailure) {
        this.settings = settings;
        this.parts = parts;
        this.refused = refused;
        this.deadLetters = deadLetters;
        this.sink = parts.sink().get();
        this.limits = refused.within(sink::maxMessageBytes);
        try {
            sink.start();
            if (deadLetters != null) {
                // Now and not with the first row that needs it: a topic that cannot be made shows at the start.
                sink.partitions(deadLetters.topic());
            }
            this.encoder = parts.encoder().apply(limits);
            this.topics = new LiveTopics(
                    parts.router(),
                    parts.source().tables().stream()
                            .filter(parts.filter()::accepts)
                            .map(TableVersion::name)
                            .toList());
        } catch (RuntimeException e) {
            sink.close();
            throw e;
        }
        this.memory = runtime.memory().join();
        this.pipeline = new Pipeline(
                sink.lanes(),
                MAX_SLOTS,
                runtime.workers().perFeed(),
                runtime.encodedLimit(),
                slot -> runtime.workers().execute(() -> encode(slot)),
                onFailure,
                System::nanoTime);
        for (int lane = 0; lane < sink.lanes(); lane++) {
            int number = lane;
            announcers.add(new Announcer(encoder.announcements(), sink, lane, pipeline::fail, System::nanoTime));
            Thread thread = new Thread(() -> walk(number), "tidegate-lane-" + settings.name() + "-" + number);
            thread.setDaemon(true);
            laneThreads.add(thread);
        }
        laneThreads.forEach(Thread::start);
    }

    /**
     * Announces all tables, if the format asks for that before anything else.
     *
     * @param tables their definitions at the start of the run
     * @throws InterruptedException if the thread was interrupted while it waited for the sink
     */
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
                sink.deliver(topic, partitions, new EncodedMessage(null, value));
            }
        }
    }

    Pipeline pipeline() {
        return pipeline;
    }

    MemoryPool.Share memory() {
        return memory;
    }

    /**
     * The mark to store next; null when nothing new is complete. A mark behind the target is never stored: rows behind
     * the target were left out of its batch.
     */
    @Nullable
    ResolvedMark markToStore() {
        ResolvedMark mark = pipeline.completedMark();
        return mark == null || mark.equals(storedMark) || isBehindTarget(mark) ? null : mark;
    }

    /** The text of a mark's source state if it must be stored with it, null if the stored one is still right. */
    @Nullable
    String stateToStore(ResolvedMark mark) {
        SourceState state = mark.state();
        return state == null || state == storedState ? null : state.text();
    }

    /** A mark is durable; consumers may hear of it. */
    void stored(ResolvedMark mark) {
        storedMark = mark;
        if (mark.state() != null) {
            storedState = mark.state();
        }
        dueWatermark.set(mark.resolvedTs());
        pipeline.wake();
    }

    /** Whether everything up to the target is delivered. */
    boolean reachedTarget() {
        ResolvedMark mark = pipeline.completedMark();
        return settings.targetTs() != FeedSettings.NO_TARGET
                && mark != null
                && Long.compareUnsigned(mark.resolvedTs(), settings.targetTs()) >= 0;
    }

    /** Ends lanes and sink; what is not acknowledged is sent again by the next run. */
    @Override
    public void close() {
        pipeline.stop();
        laneThreads.forEach(Thread::interrupt);
        sink.close();
        memory.close();
        laneThreads.forEach(FeedRun::joinUninterruptibly);
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBehindTarget(ResolvedMark mark) {
        return Long.compareUnsigned(mark.resolvedTs(), settings.targetTs()) > 0;
    }

    private void encode(Slot slot) {
        RowEncoding encoding = idleEncodings.poll();
        RowBatch batch = (RowBatch) slot.event();
        try {
            if (encoding == null) {
                encoding = new RowEncoding(
                        parts.source().cursors(),
                        encoder,
                        parts.filter(),
                        parts.router(),
                        sink::partitions,
                        new DeadLetterWriter(deadLetters, sink::partitions, limits),
                        settings.splitKeyUpdates(),
                        settings.targetTs());
            }
            pipeline.encoded(slot, encoding.encode(batch));
            idleEncodings.add(encoding);
        } catch (TidegateException e) {
            pipeline.fail(e);
        } catch (RuntimeException | Error e) {
            log.error("encoding failed changefeed={}", settings.name(), e);
            pipeline.fail(new TidegateException(ErrorCode.INTERNAL_ERROR, e.toString(), e));
        } finally {
            batch.release();
        }
    }

    private void walk(int lane) {
        try {
            Announcer announcer = announcers.get(lane);
            long next = 0;
            while (!pipeline.isStopped()) {
                Slot slot = pipeline.awaitReady(
                        next,
                        () -> (lane == 0 && dueWatermark.get() != null) || announcer.isDue(),
                        announcer::dueNanos);
                if (slot != null) {
                    pass(lane, slot, announcer);
                    next = slot.sequence() + 1;
                    continue;
                }
                if (lane == 0) {
                    sendWatermark();
                }
                if (announcer.isDue()) {
                    announcer.repeat();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!pipeline.isStopped()) {
                pipeline.fail(new TidegateException(ErrorCode.INTERNAL_ERROR, "a lane was interrupted", e));
            }
        } catch (TidegateException e) {
            pipeline.fail(e);
        } catch (RuntimeException | Error e) {
            log.error("lane failed changefeed={} lane={}", settings.name(), lane, e);
            pipeline.fail(new TidegateException(ErrorCode.INTERNAL_ERROR, e.toString(), e));
        }
    }

    private void pass(int lane, Slot slot, Announcer announcer) throws InterruptedException {
        if (slot.event() instanceof DdlEvent event) {
            if (lane == 0) {
                pipeline.awaitHead(slot);
                deliver(event.ddl());
                pipeline.delivered(slot);
            } else {
                pipeline.awaitComplete(slot);
            }
            return;
        }
        announcer.beforeRows(slot.records());
        sink.send(lane, slot.records(), new RowDelivery(slot, refused));
        pipeline.passed(slot);
    }

    private void deliver(Ddl ddl) throws InterruptedException {
        if (Long.compareUnsigned(ddl.commitTs(), settings.targetTs()) > 0) {
            return;
        }
        boolean accepted = parts.filter().accepts(ddl);
        EncodedMessage message = accepted ? encoder.encodeDdl(ddl) : null;
        if (message != null) {
            String topic = parts.router().topic(ddl);
            int partitions = sink.partitions(topic);
            sink.deliver(topic, encoder.sendsDdlToEveryPartition() ? partitions : 1, message);
            announcers.forEach(announcer -> announcer.told(ddl, topic));
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
    }

    private void sendWatermark() throws InterruptedException {
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
    }
}

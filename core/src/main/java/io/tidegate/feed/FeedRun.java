package io.tidegate.feed;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.SourceState;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.Sink;
import io.tidegate.sink.SinkStatistics;
import io.tidegate.sink.TransactionalSink;
import io.tidegate.source.ResolvedMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try of a changefeed, from a start point until it stops or fails: a sink, a pipeline, and a thread for each lane of
 * the sink. The thread that created it tells where it begins and appends what it reads; the lanes carry that to the sink,
 * {@link AcknowledgedLane}s or the {@link TransactionLane} of a sink that keeps the checkpoint. What belongs to a run dies
 * with it; the next begins at the last checkpoint.
 */
final class FeedRun implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FeedRun.class);

    private final FeedSettings settings;
    private final FeedParts parts;
    private final Sink sink;
    private final MessageLimits limits;
    private final RefusedSizes refused;
    private final @Nullable DeadLetters deadLetters;
    private final Encoder encoder;
    private final Pipeline pipeline;
    private final MemoryPool.Share memory;
    private final List<Announcer> announcers = new ArrayList<>();
    private final ControlMessages control;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> laneThreads = new ArrayList<>();
    private final KnownTopics knownTopics;
    private final SlotEncoder slotEncoder;
    private volatile long afterTs;

    // Touched by whoever stores checkpoints, one at a time.
    private @Nullable ResolvedMark storedMark;
    private @Nullable SourceState storedState;

    /**
     * Starts a sink.
     *
     * @param workers of the feed
     * @param deliveries told of what the run sends
     * @param refused what the feed has learned of the size of messages
     * @param deadLetters of the feed, null if it has none
     * @param counts of the feed
     * @param onFailure called when anything behind the reader fails
     */
    FeedRun(
            FeedSettings settings,
            FeedParts parts,
            FeedRuntime runtime,
            WorkerPool.Share workers,
            Deliveries deliveries,
            RefusedSizes refused,
            @Nullable DeadLetters deadLetters,
            ActivityCounts counts,
            Runnable onFailure) {
        this.settings = settings;
        this.parts = parts;
        this.refused = refused;
        this.deadLetters = deadLetters;
        this.sink = parts.sink().get();
        this.limits = refused.within(sink::maxMessageBytes);
        LiveTopics topics;
        try {
            this.encoder = startSink(counts);
            topics = new LiveTopics(
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
                Pipeline.MAX_SLOTS,
                workers::batches,
                runtime::encodedLimit,
                slot -> workers.execute(() -> encode(slot)),
                onFailure,
                System::nanoTime,
                sink instanceof TransactionalSink,
                deliveries);
        this.knownTopics = new KnownTopics(sink);
        this.slotEncoder = new SlotEncoder(settings.name(), pipeline, this::newEncoding);
        WholeMessages whole = new WholeMessages(limits);
        for (int lane = 0; lane < sink.lanes(); lane++) {
            Delivery delivery = new RowDelivery(new OnlyFailures(pipeline::fail), refused);
            announcers.add(new Announcer(encoder.announcements(), whole, sink, lane, delivery, System::nanoTime));
        }
        this.control = new ControlMessages(settings, parts, encoder, whole, sink, topics, announcers, counts);
    }

    private Encoder startSink(ActivityCounts counts) {
        try {
            sink.start();
            if (deadLetters != null) {
                // Now and not with the first row that needs it: a topic that cannot be made shows at the start.
                sink.partitions(deadLetters.topic());
            }
            return parts.encoder().apply(limits);
        } catch (RuntimeException e) {
            counts.sinkFailed();
            throw e;
        }
    }

    /**
     * Where to go on: at the checkpoint that the sink committed, if it keeps one, else at the stored one, which is its
     * copy. Only a changefeed that delivered at least once in between has stored a later one.
     */
    Optional<Checkpoint> latest(Optional<Checkpoint> stored) {
        Optional<Checkpoint> committed =
                sink instanceof TransactionalSink keeper ? keeper.committed() : Optional.empty();
        if (committed.isEmpty() || stored.isEmpty()) {
            return committed.or(() -> stored);
        }
        boolean storedIsLater = Long.compareUnsigned(
                        stored.get().checkpointTs(), committed.get().checkpointTs())
                > 0;
        return storedIsLater ? stored : committed;
    }

    /**
     * Starts the lanes; with a sink that keeps the checkpoint, after that has committed this one.
     *
     * @param tables their definitions at the start
     * @throws InterruptedException if the thread was interrupted while it waited for the sink
     */
    void begin(Checkpoint start, List<TableVersion> tables) throws InterruptedException {
        control.announce(tables);
        if (sink instanceof TransactionalSink transactional) {
            transactional.commit(start);
            afterTs = start.checkpointTs();
            control.startAfter(afterTs);
            lanes.add(new TransactionLane(
                    pipeline, transactional, control, refused, announcers.get(0), settings, start, System::nanoTime));
        } else {
            for (int lane = 0; lane < sink.lanes(); lane++) {
                lanes.add(new AcknowledgedLane(lane, pipeline, sink, control, refused, announcers.get(lane)));
            }
        }
        for (int lane = 0; lane < lanes.size(); lane++) {
            int number = lane;
            Thread thread = new Thread(
                    () -> walk(lanes.get(number), number), "tidegate-lane-" + settings.name() + "-" + number);
            thread.setDaemon(true);
            laneThreads.add(thread);
        }
        laneThreads.forEach(Thread::start);
    }

    /** No more events will come: waits until all are delivered or the time is over. */
    void drain(Duration time) throws InterruptedException {
        lanes.forEach(Lane::hurry);
        pipeline.drain(time.toNanos());
    }

    Pipeline pipeline() {
        return pipeline;
    }

    SinkStatistics sinkStatistics() {
        return sink.statistics();
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
        control.watermarkDue(mark.resolvedTs());
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
        slotEncoder.close();
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
        slotEncoder.encode(slot);
    }

    private RowEncoding newEncoding() {
        return new RowEncoding(
                parts.source().cursors(),
                encoder,
                parts.filter(),
                parts.router(),
                knownTopics,
                sink::partitions,
                new DeadLetterWriter(deadLetters, sink::partitions, limits),
                settings.splitKeyUpdates(),
                afterTs,
                settings.targetTs());
    }

    private void walk(Lane lane, int number) {
        try {
            lane.walk();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!pipeline.isStopped()) {
                pipeline.fail(new TidegateException(ErrorCode.INTERNAL_ERROR, "a lane was interrupted", e));
            }
        } catch (TidegateException e) {
            pipeline.fail(e);
        } catch (RuntimeException | Error e) {
            log.error("lane failed changefeed={} lane={}", settings.name(), number, e);
            pipeline.fail(new TidegateException(ErrorCode.INTERNAL_ERROR, e.toString(), e));
        }
    }
}

package io.tidegate.feed;

import io.tidegate.encode.NotReadyException;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.RowBatch;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes the slots of one run on the workers that all changefeeds share. It never waits there: a batch that needs what is
 * not at hand, or fails in a way that may pass, goes back to the pipeline, and its errand to a thread of the run. Used by
 * several workers at once.
 */
final class SlotEncoder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SlotEncoder.class);

    private final String changefeed;
    private final Pipeline pipeline;
    private final Supplier<RowEncoding> encodings;
    private final Errands errands;
    private final Queue<RowEncoding> idle = new ConcurrentLinkedQueue<>();

    /** @param encodings makes what one worker needs */
    SlotEncoder(String changefeed, Pipeline pipeline, Supplier<RowEncoding> encodings) {
        this.changefeed = changefeed;
        this.pipeline = pipeline;
        this.encodings = encodings;
        this.errands = new Errands(changefeed, pipeline);
    }

    void encode(Slot slot) {
        RowBatch batch = (RowBatch) slot.event();
        RowEncoding encoding;
        RecordBatch records;
        try {
            RowEncoding known = idle.poll();
            encoding = known == null ? encodings.get() : known;
            records = encoding.encode(batch);
        } catch (NotReadyException e) {
            pipeline.putBack(slot, e.awaited());
            errands.run(e.errand());
            return;
        } catch (TidegateException e) {
            failed(slot, batch, e);
            return;
        } catch (RuntimeException | Error e) {
            log.error("encoding failed changefeed={}", changefeed, e);
            failed(slot, batch, new TidegateException(ErrorCode.INTERNAL_ERROR, e.toString(), e));
            return;
        }
        batch.release();
        pipeline.encoded(slot, records);
        // One that has failed may be in the middle of a batch and is not used again.
        idle.add(encoding);
    }

    @Override
    public void close() {
        errands.close();
    }

    private void failed(Slot slot, RowBatch batch, TidegateException cause) {
        if (cause.retryable() && pipeline.hasPatienceWith(cause)) {
            log.warn("a batch cannot be encoded yet changefeed={} reason={}", changefeed, cause.getMessage());
            pipeline.putBack(slot, "");
            errands.pause();
        } else {
            batch.release();
            pipeline.fail(cause);
        }
    }
}

package io.tidegate.feed;

import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is under way in a pipeline.
 *
 * @param slots how many slots there are
 * @param head what the oldest of them waits for
 * @param waitedNanos for how long nothing was completed although something was there
 * @param queueNanos for how long the oldest slot that was not handed to the sink has been here; 0 when there is none
 * @param sinkNanos since when the oldest slot that is not acknowledged has been with the sink; 0 when there is none
 * @param ddlWaits whether a DDL waits until everything before it is acknowledged
 * @param awaited what something outside has to give before encoding goes on, empty when nothing is awaited
 * @param trouble what encoding fails with although it may pass, null when it goes well
 * @param troubleNanos for how long it has
 * @param waitingTables commit-ts of the oldest encoded and not acknowledged row of each table
 */
record PipelineLoad(
        int slots,
        Head head,
        long waitedNanos,
        long queueNanos,
        long sinkNanos,
        boolean ddlWaits,
        String awaited,
        @Nullable TidegateException trouble,
        long troubleNanos,
        Map<TableName, Long> waitingTables) {
    /** Of a changefeed that has no run. */
    static final PipelineLoad NONE = new PipelineLoad(0, Head.NOTHING, 0, 0, 0, false, "", null, 0, Map.of());

    /** What the oldest slot waits for. */
    enum Head {
        /** There is none. */
        NOTHING,
        /** To be encoded. */
        WORKER,
        /** To be taken by the sink. */
        LANE,
        /** To be acknowledged or committed by the sink. */
        SINK,
        /** It is a DDL, which is being delivered. */
        DDL_DELIVERY
    }
}

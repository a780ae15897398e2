package io.tidegate.route;

import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;

/**
 * Where the rows of one table version go. Thread confined: the dispatchers keep scratch buffers. Made by a {@link Router}
 * for a worker thread.
 */
public interface Route {
    /** The topic, the same object each time. */
    String topic();

    /**
     * The partition of the cursor's current row: by its after image, or by its before image for a DELETE.
     *
     * @param as the kind the row is sent as, see {@link io.tidegate.encode.RowEncoder#encode}
     */
    int partition(RowCursor row, RowKind as);
}

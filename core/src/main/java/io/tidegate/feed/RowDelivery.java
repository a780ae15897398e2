package io.tidegate.feed;

import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;

/**
 * The delivery of a batch of rows. A message that is refused for its size ends the run, like any failure, but the next run
 * knows the size.
 */
record RowDelivery(Slot slot, RefusedSizes refused) implements Delivery {
    @Override
    public void acknowledged() {
        slot.acknowledged();
    }

    @Override
    public void failed(TidegateException cause) {
        slot.failed(cause);
    }

    @Override
    public void refused(String topic, int messageBytes, TidegateException cause) {
        refused.add(topic, messageBytes);
        slot.failed(cause);
    }
}

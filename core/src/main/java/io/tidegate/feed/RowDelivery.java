package io.tidegate.feed;

import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;

/**
 * The delivery of rows and of what is announced before them. A message that is refused for its size ends the run, like any failure, but the next run
 * knows the size.
 */
record RowDelivery(Delivery delivery, RefusedSizes refused) implements Delivery {
    @Override
    public void acknowledged() {
        delivery.acknowledged();
    }

    @Override
    public void failed(TidegateException cause) {
        delivery.failed(cause);
    }

    @Override
    public void refused(String topic, int messageBytes, TidegateException cause) {
        refused.add(topic, messageBytes);
        delivery.failed(cause);
    }
}

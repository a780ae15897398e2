package io.tidegate.kafka;

import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Counts what a delivery hears. */
final class Outcomes implements Delivery {
    final AtomicInteger acknowledged = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger refusedBytes = new AtomicInteger();
    final AtomicReference<TidegateException> cause = new AtomicReference<>();

    @Override
    public void acknowledged() {
        acknowledged.incrementAndGet();
    }

    @Override
    public void failed(TidegateException failure) {
        cause.compareAndSet(null, failure);
        failed.incrementAndGet();
    }

    @Override
    public void refused(String topic, int messageBytes, TidegateException failure) {
        refusedBytes.set(messageBytes);
        failed(failure);
    }

    int heard() {
        return acknowledged.get() + failed.get();
    }
}

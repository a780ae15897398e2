package io.tidegate.kafka;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits until a number of records is acknowledged, or one of them is given up. */
final class AllDelivered implements Delivery {
    private final CountDownLatch missing;
    private final AtomicReference<@Nullable TidegateException> failure = new AtomicReference<>();

    AllDelivered(int records) {
        missing = new CountDownLatch(records);
    }

    @Override
    public void acknowledged() {
        missing.countDown();
    }

    @Override
    public void failed(TidegateException cause) {
        failure.compareAndSet(null, cause);
        missing.countDown();
    }

    /** Statements and watermarks have no smaller form: nothing is gained by another try. */
    @Override
    public void refused(String topic, int messageBytes, TidegateException cause) {
        failed(new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, cause.detail(), cause));
    }

    /**
     * True when all are acknowledged, false when some still are not.
     *
     * @throws TidegateException when one was given up
     */
    boolean await(Duration time) throws InterruptedException {
        boolean all = missing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        TidegateException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return all;
    }
}

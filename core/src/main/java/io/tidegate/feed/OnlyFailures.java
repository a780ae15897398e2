package io.tidegate.feed;

import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import java.util.function.Consumer;

/** The delivery of messages whose acknowledgement says nothing that would be waited for. */
record OnlyFailures(Consumer<TidegateException> onFailure) implements Delivery {
    @Override
    public void acknowledged() {}

    @Override
    public void failed(TidegateException cause) {
        onFailure.accept(cause);
    }
}

package io.tidegate.sink;

import io.tidegate.error.TidegateException;

/** Hears of every record of a batch exactly once, on threads of the sink. */
public interface Delivery {
    /** One record is safe. */
    void acknowledged();

    /** One record was given up; the sink sends nothing more after it. */
    void failed(TidegateException cause);
}

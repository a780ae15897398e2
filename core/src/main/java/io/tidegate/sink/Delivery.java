package io.tidegate.sink;

import io.tidegate.error.TidegateException;

/** Hears of every record of a batch exactly once, on threads of the sink. */
public interface Delivery {
    /** One record is safe. */
    void acknowledged();

    /** One record was given up; the sink sends nothing more after it. */
    void failed(TidegateException cause);

    /**
     * One record was given up because it is too large for its topic, although it is within the limit that the sink told;
     * the sink sends nothing more after it.
     *
     * @param messageBytes key, value and record overhead together
     * @param cause retryable: with a lower limit it will not happen again
     */
    default void refused(String topic, int messageBytes, TidegateException cause) {
        failed(cause);
    }
}

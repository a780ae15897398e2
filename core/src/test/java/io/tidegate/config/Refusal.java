package io.tidegate.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.error.TidegateException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The error that a call ends with. */
final class Refusal {
    private Refusal() {}

    static TidegateException refusal(ThrowingCallable call) {
        TidegateException refusal = catchThrowableOfType(TidegateException.class, call);
        if (refusal == null) {
            throw new AssertionError("nothing was refused");
        }
        return refusal;
    }
}

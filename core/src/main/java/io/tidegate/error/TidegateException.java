package io.tidegate.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue with what was found. Every exception that can reach a user is one of these; foreign
 * exceptions are wrapped once, where they enter.
 */
public final class TidegateException extends RuntimeException {
    private final ErrorCode code;
    private final String detail;
    private final String remedy;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    /**
     * @param code the entry of the catalogue
     * @param detail what was found, as part of a sentence: names, values, the other side's words
     */
    public TidegateException(ErrorCode code, String detail) {
        this(code, detail, code.remedy(), null, null, null);
    }

    /**
     * @param code the entry of the catalogue
     * @param detail what was found
     * @param cause the exception that told us
     */
    public TidegateException(ErrorCode code, String detail, @Nullable Throwable cause) {
        this(code, detail, code.remedy(), null, null, cause);
    }

    private TidegateException(
            ErrorCode code,
            String detail,
            String remedy,
            @Nullable String field,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(code.code() + ": " + code.summary() + ": " + detail, cause);
        this.code = code;
        this.detail = detail;
        this.remedy = remedy;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** The same error with a remedy made for the case, such as the exact statement to run. */
    public TidegateException withRemedy(String exactRemedy) {
        return copy(exactRemedy, field, retryAfter);
    }

    /**
     * The same error with the place that it is about.
     *
     * @param place as its user wrote it, such as {@code sink.dispatchers[0].matcher}
     */
    public TidegateException withField(String place) {
        return copy(remedy, place, retryAfter);
    }

    /** The same error, which goes away by itself after a time. */
    public TidegateException withRetryAfter(Duration wait) {
        return copy(remedy, field, wait);
    }

    public ErrorCode code() {
        return code;
    }

    /** What was found. */
    public String detail() {
        return detail;
    }

    /** The sentence a user reads. */
    public String sentence() {
        return code.summary() + ": " + detail;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }

    /** The key or parameter it is about, as its user wrote it; null if it is about none. */
    public @Nullable String field() {
        return field;
    }

    /** After what time it is worth trying again; null if nobody can tell. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the engine should try again. */
    public boolean retryable() {
        return code.retry() == RetryPolicy.RETRY;
    }

    private TidegateException copy(String newRemedy, @Nullable String newField, @Nullable Duration newRetryAfter) {
        TidegateException copy = new TidegateException(code, detail, newRemedy, newField, newRetryAfter, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}

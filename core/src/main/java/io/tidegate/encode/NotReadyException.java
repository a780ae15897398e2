package io.tidegate.encode;

/**
 * A row cannot be encoded before something outside has answered: a topic that has to be looked up, a schema that has to be
 * registered. Thrown instead of waiting where the thread is shared; whoever drives the encoder does the errand on a
 * thread that may wait, and encodes the whole batch again. No failure, so it has no code and never reaches a user.
 */
public final class NotReadyException extends RuntimeException {
    private final transient Runnable errand;

    /**
     * @param awaited what has to be there, as in "the topic orders"
     * @param errand gets it; may wait, may be done twice, fails with a {@link io.tidegate.error.TidegateException}
     */
    public NotReadyException(String awaited, Runnable errand) {
        super(awaited, null, false, false);
        this.errand = errand;
    }

    /** What has to be there. */
    public String awaited() {
        return String.valueOf(getMessage());
    }

    /** Gets what has to be there. */
    public Runnable errand() {
        return errand;
    }
}

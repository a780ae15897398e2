package io.tidegate.encode;

/** How large messages may be. Thread safe; asked once per row, so it has to be cheap. */
@FunctionalInterface
public interface MessageLimits {
    /** What TiCDC adds for the record around key and value when it holds a message against the limit. */
    int RECORD_OVERHEAD = 36;

    /** The largest message a topic takes: key, value and {@link #RECORD_OVERHEAD} together, in bytes. */
    int maxMessageBytes(String topic);

    /** The same limit for every topic. */
    static MessageLimits of(int maxMessageBytes) {
        return topic -> maxMessageBytes;
    }
}

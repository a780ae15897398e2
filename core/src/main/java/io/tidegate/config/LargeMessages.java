package io.tidegate.config;

import org.jspecify.annotations.Nullable;

/**
 * How a format deals with large messages: {@code [sink.kafka-config.large-message-handle]}.
 *
 * @param compression of the value of every message, whatever its size
 * @param option for a row whose message is still too large
 * @param storage where claim-check puts messages, null with every other option
 */
public record LargeMessages(
        ValueCompression compression,
        LargeRowOption option,
        @Nullable ClaimCheckStorage storage) {
    /** Nothing is compressed, and a message that is too large is an error. */
    public static final LargeMessages NONE = new LargeMessages(ValueCompression.NONE, LargeRowOption.NONE, null);

    public LargeMessages {
        if ((option == LargeRowOption.CLAIM_CHECK) != (storage != null)) {
            throw new IllegalArgumentException("a storage belongs to claim-check, and claim-check needs one");
        }
    }
}

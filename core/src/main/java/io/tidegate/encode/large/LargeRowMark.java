package io.tidegate.encode.large;

import org.jspecify.annotations.Nullable;

/**
 * What the reduced message of a large row says of itself beside the columns of the handle key.
 *
 * @param claimCheckLocation where the whole message is; null when it is nowhere and the message has the handle key only
 */
public record LargeRowMark(@Nullable String claimCheckLocation) {
    static final LargeRowMark HANDLE_KEY_ONLY = new LargeRowMark(null);
}

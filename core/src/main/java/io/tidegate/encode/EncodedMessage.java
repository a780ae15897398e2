package io.tidegate.encode;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message.
 *
 * @param key null where the format sends none
 * @param value the body, null for a tombstone
 */
public record EncodedMessage(byte @Nullable [] key, byte @Nullable [] value) {}

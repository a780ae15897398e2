package io.tidegate.encode.simple;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;

/** What a worker keeps from value to value: a slice to read through, room for a text, and how long a message may be. */
final class RowScratch {
    private static final int USUAL_LENGTH = 64;

    final ByteSlice slice = new ByteSlice();
    final ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
    private int maxLength;

    /** How long the messages that follow may be, in bytes. */
    void limit(int bytes) {
        maxLength = bytes;
    }

    /** Whether {@code bytes} more have room. Asked of values that a user can make arbitrarily long, before they are written. */
    boolean fits(long bytes, ByteBuilder message) {
        return bytes <= maxLength - message.length();
    }
}

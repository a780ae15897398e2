package io.tidegate.encode.debezium;

import io.tidegate.encode.json.Base64Text;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ColumnType;

/** A BIT of more than one bit: a JSON string with the base64 of its bytes, the lowest bits first. Creates no objects. */
final class BitsText {
    /** Base64 is written from an array; a long has at most these many bytes. */
    private static final int MOST_BYTES = Long.BYTES;

    private BitsText() {}

    /** How many bytes the bits of a type take. */
    static int bytes(ColumnType type) {
        return (Rendering.bits(type) + 7) / 8;
    }

    /** Appends the lowest bytes of a value. */
    static void append(long bits, int bytes, ByteBuilder out) {
        // The text needs more room than the bytes, which lie behind it until they are read.
        int textLength = (int) Base64Text.length(bytes);
        byte[] target = out.reserve(textLength + MOST_BYTES + 2);
        int from = out.length() + textLength + 1;
        for (int i = 0; i < bytes; i++) {
            target[from + i] = (byte) (bits >>> (8 * i));
        }
        out.append((byte) '"');
        Base64Text.append(target, from, bytes, out);
        out.append((byte) '"');
    }
}

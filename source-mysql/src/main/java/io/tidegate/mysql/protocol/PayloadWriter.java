package io.tidegate.mysql.protocol;

import io.tidegate.model.ByteBuilder;

/** Builds one packet of a client, little-endian. */
final class PayloadWriter {
    private final ByteBuilder bytes = new ByteBuilder(128);

    PayloadWriter u8(int value) {
        return unsigned(value, 1);
    }

    PayloadWriter u16(int value) {
        return unsigned(value, 2);
    }

    PayloadWriter u32(long value) {
        return unsigned(value, 4);
    }

    PayloadWriter u64(long value) {
        return unsigned(value, 8);
    }

    PayloadWriter zeros(int count) {
        bytes.append(new byte[count]);
        return this;
    }

    PayloadWriter raw(byte[] value) {
        bytes.append(value);
        return this;
    }

    PayloadWriter text(String value) {
        bytes.appendUtf8(value);
        return this;
    }

    PayloadWriter zeroTerminated(String value) {
        return text(value).u8(0);
    }

    /** Bytes behind their length; longer ones than a login needs are not provided for. */
    PayloadWriter lengthEncoded(byte[] value) {
        if (value.length < 0xFB) {
            u8(value.length);
        } else {
            u8(0xFC).u16(value.length);
        }
        return raw(value);
    }

    byte[] toBytes() {
        return bytes.toBytes();
    }

    private PayloadWriter unsigned(long value, int width) {
        for (int i = 0; i < width; i++) {
            bytes.append((byte) (value >>> (8 * i)));
        }
        return this;
    }
}

package io.tidegate.mysql.protocol;

import io.tidegate.model.ByteBuilder;

/** Wraps an RSA key of PKCS#1 into the PKCS#8 structure, the only one the JDK reads. */
final class Pkcs1 {
    /** INTEGER 0, then SEQUENCE of the object identifier rsaEncryption and NULL. */
    private static final byte[] VERSION_AND_ALGORITHM = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
    };

    private static final byte OCTET_STRING = 4;
    private static final byte SEQUENCE = 0x30;

    private Pkcs1() {}

    static byte[] wrapped(byte[] pkcs1) {
        ByteBuilder body = new ByteBuilder(pkcs1.length + 32);
        body.append(VERSION_AND_ALGORITHM);
        append(body, OCTET_STRING, pkcs1);
        ByteBuilder whole = new ByteBuilder(body.length() + 8);
        append(whole, SEQUENCE, body.toBytes());
        return whole.toBytes();
    }

    private static void append(ByteBuilder target, byte tag, byte[] content) {
        target.append(tag);
        int lengthBytes = content.length < 0x80 ? 0 : content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
        if (lengthBytes > 0) {
            target.append((byte) (0x80 | lengthBytes));
        }
        for (int shift = 8 * Math.max(0, lengthBytes - 1); shift >= 0; shift -= 8) {
            target.append((byte) (content.length >>> shift));
        }
        target.append(content);
    }
}

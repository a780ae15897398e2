package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Lets only whole events pass: the length in the header is that of the packet, and the checksum at the end is that of
 * the bytes before it. Which files have checksums is learnt from the events that describe them, and the name of the
 * current file is kept for the error messages.
 */
final class EventGuard {
    static final int HEADER_LENGTH = 19;
    static final int LENGTH_AT = 9;
    private static final int TYPE_AT = 4;
    private static final int LOG_POSITION_AT = 13;
    private static final int CHECKSUM_LENGTH = 4;
    private static final int ROTATE = 4;
    private static final int FORMAT_DESCRIPTION = 15;
    private static final int ROTATE_NAME_AT = HEADER_LENGTH + 8;
    private static final int ALGORITHM_NONE = 0;
    private static final int ALGORITHM_CRC32 = 1;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final CRC32 crc = new CRC32();
    private boolean checksums;
    private String file = "";

    /**
     * @param checksums whether events before the first description of a file have one
     */
    EventGuard(boolean checksums) {
        this.checksums = checksums;
    }

    static int u32(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    /** Checks an event; its length without the checksum. */
    int admit(byte[] bytes, int offset, int length) {
        if (length < HEADER_LENGTH || u32(bytes, offset + LENGTH_AT) != length) {
            throw corrupt(bytes, offset, length, "its header has another length");
        }
        int type = bytes[offset + TYPE_AT] & 0xFF;
        if (type == FORMAT_DESCRIPTION) {
            return describe(bytes, offset, length);
        }
        int body = length;
        if (checksums) {
            body = verified(bytes, offset, length);
        }
        if (type == ROTATE && body > ROTATE_NAME_AT) {
            file = new String(bytes, offset + ROTATE_NAME_AT, body - ROTATE_NAME_AT, StandardCharsets.UTF_8);
        }
        return body;
    }

    /** A description always has room for a checksum, and says whether it and the events after it use one. */
    private int describe(byte[] bytes, int offset, int length) {
        if (length < HEADER_LENGTH + CHECKSUM_LENGTH + 1) {
            throw corrupt(bytes, offset, length, "it is too short for its type");
        }
        int algorithm = bytes[offset + length - CHECKSUM_LENGTH - 1] & 0xFF;
        if (checksums && algorithm != ALGORITHM_CRC32 && algorithm != ALGORITHM_NONE) {
            // Either a flipped bit or a future algorithm; the checksum of the description itself tells which.
            verified(bytes, offset, length);
        }
        checksums = algorithm == ALGORITHM_CRC32;
        if (checksums) {
            return verified(bytes, offset, length);
        }
        if (algorithm != ALGORITHM_NONE) {
            throw new TidegateException(
                    ErrorCode.EVENT_UNSUPPORTED, "file " + file + " uses checksum algorithm " + algorithm);
        }
        return length - CHECKSUM_LENGTH;
    }

    private int verified(byte[] bytes, int offset, int length) {
        int body = length - CHECKSUM_LENGTH;
        if (body < HEADER_LENGTH) {
            throw corrupt(bytes, offset, length, "it is too short for a checksum");
        }
        crc.reset();
        crc.update(bytes, offset, body);
        int stored = u32(bytes, offset + body);
        if ((int) crc.getValue() != stored) {
            throw corrupt(
                    bytes,
                    offset,
                    length,
                    "its checksum is " + Integer.toHexString((int) crc.getValue()) + ", it should be "
                            + Integer.toHexString(stored));
        }
        return body;
    }

    private TidegateException corrupt(byte[] bytes, int offset, int length, String why) {
        String where = length < HEADER_LENGTH
                ? "an event of " + length + " bytes"
                : "event type " + (bytes[offset + TYPE_AT] & 0xFF) + " of " + length + " bytes, log_pos "
                        + Integer.toUnsignedString(u32(bytes, offset + LOG_POSITION_AT));
        return new TidegateException(ErrorCode.EVENT_CORRUPT, "file " + file + ", " + where + ": " + why);
    }
}

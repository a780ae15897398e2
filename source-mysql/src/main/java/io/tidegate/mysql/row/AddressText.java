package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.IntegerText;

/** Prints MariaDB's UUID, INET4 and INET6 from their bytes, as the server does. */
final class AddressText {
    static final int UUID_BYTES = 16;
    static final int INET4_BYTES = 4;
    static final int INET6_BYTES = 16;
    private static final int WORDS = 8;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private AddressText() {}

    /** {@code xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx} in lower case. */
    static void uuid(byte[] bytes, int at, ByteBuilder out) {
        for (int i = 0; i < UUID_BYTES; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                out.append((byte) '-');
            }
            out.append(HEX[bytes[at + i] >> 4 & 15]);
            out.append(HEX[bytes[at + i] & 15]);
        }
    }

    /** {@code a.b.c.d}. */
    static void inet4(byte[] bytes, int at, ByteBuilder out) {
        for (int i = 0; i < INET4_BYTES; i++) {
            if (i > 0) {
                out.append((byte) '.');
            }
            IntegerText.append(bytes[at + i] & 0xFF, out);
        }
    }

    /**
     * Groups of hex digits without leading zeros; the first of the longest runs of zero groups, even of one, is {@code
     * ::}; an address that wraps an IPv4 address ends in its dotted form.
     */
    static void inet6(byte[] bytes, int at, ByteBuilder out) {
        int gap = -1;
        int gapLength = 0;
        int run = 0;
        for (int i = 0; i < WORDS; i++) {
            run = word(bytes, at, i) == 0 ? run + 1 : 0;
            if (run > gapLength) {
                gapLength = run;
                gap = i - run + 1;
            }
        }
        boolean wrapsInet4 = gap == 0 && (gapLength == 6 || (gapLength == 5 && word(bytes, at, 5) == 0xFFFF));
        for (int i = 0; i < WORDS; i++) {
            if (i == gap) {
                out.append((byte) ':');
                if (i == 0) {
                    out.append((byte) ':');
                }
                i += gapLength - 1;
            } else if (i == 6 && wrapsInet4) {
                inet4(bytes, at + 12, out);
                return;
            } else {
                hex(word(bytes, at, i), out);
                if (i < WORDS - 1) {
                    out.append((byte) ':');
                }
            }
        }
    }

    private static int word(byte[] bytes, int at, int index) {
        return (int) BigEndian.unsigned(bytes, at + 2 * index, 2);
    }

    private static void hex(int word, ByteBuilder out) {
        boolean started = false;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = word >> shift & 15;
            started |= digit != 0 || shift == 0;
            if (started) {
                out.append(HEX[digit]);
            }
        }
    }
}

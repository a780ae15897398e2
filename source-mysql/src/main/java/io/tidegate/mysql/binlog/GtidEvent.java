package io.tidegate.mysql.binlog;

import java.util.UUID;

/**
 * The start of a transaction in a MySQL log.
 *
 * @param source who numbered it; null for an anonymous transaction
 * @param number its number
 * @param originalCommitMicros when it was committed on the server where it was written first, 0 when the log does not say
 */
record GtidEvent(GtidSource source, long number, long originalCommitMicros) {
    private static final long HAS_ORIGINAL = 1L << 55;

    /** Parses the body of a GTID or ANONYMOUS_GTID event. */
    static GtidEvent parse(EventBody body) {
        body.skip(1);
        UUID server = uuid(body.bytes(16));
        long number = body.i64();
        long micros = 0;
        if (body.remaining() >= 17 + 7) {
            body.skip(17);
            micros = body.u56();
            if ((micros & HAS_ORIGINAL) != 0) {
                micros = body.u56();
            }
        }
        return new GtidEvent(new GtidSource(server, ""), number, micros);
    }

    /** Parses the body of a GTID_TAGGED event: a self-describing message of numbered fields. */
    static GtidEvent parseTagged(EventBody body) {
        varint(body);
        long size = varint(body);
        varint(body);
        int end = body.index() + body.remaining();
        UUID server = new UUID(0, 0);
        String tag = "";
        long number = 0;
        long immediateMicros = 0;
        long originalMicros = 0;
        boolean known = size > 0;
        while (known && body.index() < end) {
            switch ((int) varint(body)) {
                case 1 -> {
                    byte[] uuid = new byte[16];
                    for (int i = 0; i < uuid.length; i++) {
                        uuid[i] = (byte) varint(body);
                    }
                    server = uuid(uuid);
                }
                case 2 -> number = signed(varint(body));
                case 3 -> tag = body.text((int) varint(body));
                case 6 -> immediateMicros = varint(body);
                case 7 -> originalMicros = varint(body);
                case 0, 4, 5, 8, 9, 10, 11 -> varint(body);
                // Fields of later servers come last and have a form we cannot know.
                default -> known = false;
            }
        }
        return new GtidEvent(
                new GtidSource(server, tag), number, originalMicros != 0 ? originalMicros : immediateMicros);
    }

    /** A number whose first byte tells by its trailing one-bits how many bytes follow. */
    static long varint(EventBody body) {
        int first = body.u8();
        int more = Integer.numberOfTrailingZeros(~first);
        if (more >= 8) {
            return body.i64();
        }
        return more == 7 ? body.fixed(7) : body.fixed(more) << (7 - more) | (first >>> (more + 1));
    }

    private static long signed(long value) {
        return (value & 1) == 1 ? -(value >>> 1) - 1 : value >>> 1;
    }

    private static UUID uuid(byte[] bytes) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | (bytes[i] & 0xFF);
            low = low << 8 | (bytes[i + 8] & 0xFF);
        }
        return new UUID(high, low);
    }
}

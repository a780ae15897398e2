package io.tidegate.mysql.row;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Encodes Java values as MySQL's binary JSON: Map and List, String, Long, Double, Boolean, null, and {@link Raw} for
 * any other type.
 */
final class JsonDocument {
    /** A value of a type given by its code. */
    record Raw(int type, byte[] bytes) {}

    private JsonDocument() {}

    static byte[] encode(Object value, boolean large) {
        Raw raw = raw(value, large);
        return concat(new byte[] {(byte) raw.type()}, raw.bytes());
    }

    static Raw opaque(int sqlType, byte[] data) {
        return new Raw(15, concat(new byte[] {(byte) sqlType}, length(data.length), data));
    }

    static Raw int64(long value) {
        return new Raw(9, little(8, value));
    }

    private static Raw raw(Object value, boolean large) {
        if (value == null) {
            return new Raw(4, new byte[] {0});
        } else if (value instanceof Raw raw) {
            return raw;
        } else if (value instanceof Boolean truth) {
            return new Raw(4, new byte[] {(byte) (truth ? 1 : 2)});
        } else if (value instanceof Double number) {
            return new Raw(11, little(8, Double.doubleToLongBits(number)));
        } else if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return new Raw(12, concat(length(utf8.length), utf8));
        } else if (value instanceof List<?> list) {
            return new Raw(large ? 3 : 2, container(List.of(), new ArrayList<>(list), large));
        } else if (value instanceof Map<?, ?> map) {
            List<byte[]> keys = new ArrayList<>();
            map.keySet().forEach(key -> keys.add(((String) key).getBytes(StandardCharsets.UTF_8)));
            return new Raw(large ? 1 : 0, container(keys, new ArrayList<>(map.values()), large));
        }
        throw new IllegalArgumentException(value.toString());
    }

    private static byte[] container(List<byte[]> keys, List<Object> values, boolean large) {
        int width = large ? 4 : 2;
        int offset = 2 * width + keys.size() * (width + 2) + values.size() * (width + 1);
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (byte[] key : keys) {
            entries.writeBytes(little(width, offset + data.size()));
            entries.writeBytes(little(2, key.length));
            data.writeBytes(key);
        }
        for (Object value : values) {
            Raw raw = raw(value, large);
            entries.write(raw.type());
            boolean inlined = raw.type() == 4
                    || raw.type() == 5
                    || raw.type() == 6
                    || (large && (raw.type() == 7 || raw.type() == 8));
            if (inlined) {
                byte[] padded = new byte[width];
                System.arraycopy(raw.bytes(), 0, padded, 0, raw.bytes().length);
                entries.writeBytes(padded);
            } else {
                entries.writeBytes(little(width, offset + data.size()));
                data.writeBytes(raw.bytes());
            }
        }
        return concat(
                little(width, values.size()),
                little(width, offset + data.size()),
                entries.toByteArray(),
                data.toByteArray());
    }

    static byte[] little(int width, long value) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return Arrays.copyOf(bytes, width);
    }

    private static byte[] length(int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = length;
        while (rest > 127) {
            out.write((rest & 127) | 128);
            rest >>= 7;
        }
        out.write(rest);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

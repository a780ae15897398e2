package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;

/**
 * Prints MySQL's binary JSON as the server prints it in a SELECT. Objects and arrays that are open lie on a stack of
 * ints, not on that of the thread. Every offset is checked, and because a sound document uses each of its bytes once, one
 * that makes us read more bytes than it has is refused: offsets that point back cannot make us loop. Not thread safe.
 *
 * <p>Format: the documentation of {@code sql-common/json_binary.h} in the MySQL sources.
 */
final class JsonBinaryText {
    /** The server refuses documents deeper than 100. */
    static final int MAX_DEPTH = 128;

    private static final int SMALL_OBJECT = 0;
    private static final int LARGE_OBJECT = 1;
    private static final int SMALL_ARRAY = 2;
    private static final int LARGE_ARRAY = 3;
    private static final int LITERAL = 4;
    private static final int INT16 = 5;
    private static final int UINT16 = 6;
    private static final int INT32 = 7;
    private static final int UINT32 = 8;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final JsonScalarText scalars = new JsonScalarText();
    private final boolean[] object = new boolean[MAX_DEPTH];
    private final boolean[] large = new boolean[MAX_DEPTH];
    private final int[] base = new int[MAX_DEPTH];
    private final int[] end = new int[MAX_DEPTH];
    private final int[] count = new int[MAX_DEPTH];
    private final int[] next = new int[MAX_DEPTH];
    private int depth;
    private byte[] bytes = new byte[0];
    private int budget;

    /** Appends a document; one without bytes, which INSERT IGNORE can leave behind, is the JSON null. */
    void append(byte[] document, int at, int length, ByteBuilder out) {
        if (length == 0) {
            out.append(NULL);
            return;
        }
        bytes = document;
        budget = length;
        depth = 0;
        value(document[at] & 0xFF, at + 1, at + length, out);
        while (depth > 0) {
            int top = depth - 1;
            if (next[top] == count[top]) {
                out.append((byte) (object[top] ? '}' : ']'));
                depth--;
            } else {
                if (next[top] > 0) {
                    out.append((byte) ',');
                    out.append((byte) ' ');
                }
                element(top, next[top]++, out);
            }
        }
    }

    private void element(int frame, int index, ByteBuilder out) {
        int width = large[frame] ? 4 : 2;
        int entries = base[frame] + 2 * width;
        if (object[frame]) {
            int entry = entries + index * (width + 2);
            int keyLength = LittleEndian.u16(bytes, entry + width);
            int key = target(frame, LittleEndian.unsigned(bytes, entry, width), keyLength);
            JsonScalarText.string(bytes, key, keyLength, out);
            out.append((byte) ':');
            out.append((byte) ' ');
            entries += count[frame] * (width + 2);
        }
        int entry = entries + index * (1 + width);
        int type = bytes[entry] & 0xFF;
        if (isInlined(type, large[frame])) {
            inlined(type, entry + 1, out);
        } else {
            long offset = LittleEndian.unsigned(bytes, entry + 1, width);
            value(type, target(frame, offset, 0), end[frame], out);
        }
    }

    private static boolean isInlined(int type, boolean large) {
        return switch (type) {
            case LITERAL, INT16, UINT16 -> true;
            case INT32, UINT32 -> large;
            default -> false;
        };
    }

    private void inlined(int type, int at, ByteBuilder out) {
        if (type == LITERAL) {
            literal(bytes[at], out);
        } else {
            scalars.append(type, bytes, at, at + 4, out);
        }
    }

    /** Appends a scalar that begins at {@code at}, or opens an object or array there. */
    private void value(int type, int at, int limit, ByteBuilder out) {
        switch (type) {
            case SMALL_OBJECT, LARGE_OBJECT, SMALL_ARRAY, LARGE_ARRAY -> open(type, at, limit, out);
            case LITERAL -> {
                if (at == limit) {
                    throw new MalformedCellException("a JSON literal without its byte");
                }
                literal(bytes[at], out);
            }
            default -> spend(scalars.append(type, bytes, at, limit, out));
        }
    }

    private static void literal(byte literal, ByteBuilder out) {
        switch (literal) {
            case 0 -> out.append(NULL);
            case 1 -> out.append(TRUE);
            case 2 -> out.append(FALSE);
            default -> throw new MalformedCellException("a JSON literal " + literal);
        }
    }

    private void open(int type, int at, int limit, ByteBuilder out) {
        if (depth == MAX_DEPTH) {
            throw new MalformedCellException("JSON nested deeper than " + MAX_DEPTH);
        }
        boolean isObject = type == SMALL_OBJECT || type == LARGE_OBJECT;
        boolean isLarge = type == LARGE_OBJECT || type == LARGE_ARRAY;
        int width = isLarge ? 4 : 2;
        if (limit - at < 2 * width) {
            throw new MalformedCellException("a JSON value that ends inside its header");
        }
        long elements = LittleEndian.unsigned(bytes, at, width);
        long size = LittleEndian.unsigned(bytes, at + width, width);
        long header = 2L * width + elements * (1 + width + (isObject ? width + 2 : 0));
        if (size > limit - at || header > size) {
            throw new MalformedCellException(
                    "a JSON value of " + elements + " elements and " + size + " bytes in " + (limit - at) + " bytes");
        }
        spend((int) header);
        object[depth] = isObject;
        large[depth] = isLarge;
        base[depth] = at;
        end[depth] = at + (int) size;
        count[depth] = (int) elements;
        next[depth] = 0;
        depth++;
        out.append((byte) (isObject ? '{' : '['));
    }

    /** The index of something at an offset from the start of an open value. */
    private int target(int frame, long offset, int length) {
        if (offset > end[frame] - base[frame] - length) {
            throw new MalformedCellException("a JSON offset " + offset + " outside its value");
        }
        spend(length);
        return base[frame] + (int) offset;
    }

    private void spend(int used) {
        budget -= used;
        if (budget < 0) {
            throw new MalformedCellException("a JSON document that uses its bytes more than once");
        }
    }
}

package io.tidegate.filter.expression;

import io.tidegate.model.ByteSlice;
import java.util.Arrays;

/**
 * A pattern of LIKE: {@code %} stands for any text, {@code _} for one character, a character behind the escape for itself.
 * Characters are compared by their weights; spaces at the end count. Immutable.
 */
final class LikePattern {
    private static final long ANY_TEXT = -1;
    private static final long ANY_CHARACTER = -2;

    private final TextOrder order;
    private final long[] parts;

    LikePattern(String pattern, int escape, TextOrder order) {
        this.order = order;
        int[] characters = pattern.codePoints().toArray();
        long[] found = new long[characters.length];
        int count = 0;
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] == escape && i + 1 < characters.length) {
                found[count++] = order.weight(characters[++i]);
            } else {
                found[count++] = part(characters[i]);
            }
        }
        parts = Arrays.copyOf(found, count);
    }

    boolean matches(ByteSlice text) {
        byte[] bytes = text.array();
        int at = text.offset();
        int end = at + text.length();
        int part = 0;
        // Where to go on when what follows the last % does not match here.
        int retryPart = -1;
        int retryAt = 0;
        while (at < end) {
            if (part < parts.length && parts[part] == ANY_TEXT) {
                retryPart = ++part;
                retryAt = at;
            } else if (part < parts.length && matches(parts[part], Utf8.codePoint(bytes, at, end))) {
                part++;
                at += Utf8.width(bytes, at, end);
            } else if (retryPart >= 0) {
                part = retryPart;
                retryAt += Utf8.width(bytes, retryAt, end);
                at = retryAt;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] == ANY_TEXT) {
            part++;
        }
        return part == parts.length;
    }

    private boolean matches(long part, int codePoint) {
        return part == ANY_CHARACTER || part == order.weight(codePoint);
    }

    private long part(int character) {
        return switch (character) {
            case '%' -> ANY_TEXT;
            case '_' -> ANY_CHARACTER;
            default -> order.weight(character);
        };
    }
}

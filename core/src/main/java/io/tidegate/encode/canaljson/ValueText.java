package io.tidegate.encode.canaljson;

import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.FloatText;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowImage;

/** Writes values that are not NULL as the text inside the quotes. Keeps nothing but a slice to read through. */
final class ValueText {
    private final ByteSlice slice = new ByteSlice();
    private int maxLength;

    /** Text that makes {@code out} longer than this is left out from now on: the message is too large anyway. */
    void limit(int bytes) {
        this.maxLength = bytes;
    }

    /**
     * Writes a value and returns whether it had room. Only what a user can make arbitrarily long is held against the
     * limit, so that a giant value is refused before it is escaped.
     */
    boolean append(ColumnPlan column, RowImage image, ByteBuilder out) {
        int ordinal = column.ordinal();
        switch (column.rendering()) {
            case SIGNED -> IntegerText.append(image.integer(ordinal), out);
            case UNSIGNED -> IntegerText.appendUnsigned(image.integer(ordinal), out);
            case FLOAT -> FloatText.append(image.float32(ordinal), out);
            case DOUBLE -> FloatText.append(image.float64(ordinal), out);
            case DECIMAL -> image.decimalText(ordinal, out);
            case TEMPORAL -> image.temporalText(ordinal, out);
            case VECTOR -> image.vectorText(ordinal, out);
            case TEXT -> {
                image.text(ordinal, slice);
                return appendUtf8(out);
            }
            case JSON -> {
                image.jsonText(ordinal, slice);
                return appendUtf8(out);
            }
            case BYTES -> {
                image.bytes(ordinal, slice);
                if (!fits(out)) {
                    return false;
                }
                JsonText.appendLatin1(slice.array(), slice.offset(), slice.length(), out);
            }
        }
        return true;
    }

    private boolean appendUtf8(ByteBuilder out) {
        if (!fits(out)) {
            return false;
        }
        JsonText.appendUtf8(slice.array(), slice.offset(), slice.length(), out);
        return true;
    }

    private boolean fits(ByteBuilder out) {
        return slice.length() <= maxLength - out.length();
    }
}

package io.tidegate.encode.openprotocol;

import io.tidegate.encode.json.Base64Text;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.FloatText;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowImage;

/** Writes values that are not NULL, without the quotes around them. Keeps nothing but a slice to read through. */
final class ValueText {
    private final ByteSlice slice = new ByteSlice();
    private int limit = Integer.MAX_VALUE;

    /** Text that makes {@code out} longer than this is left out: the row is too large anyway. */
    void limit(int length) {
        this.limit = length;
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
            case FLOAT -> FloatText.appendNumber(image.float32(ordinal), out);
            case DOUBLE -> FloatText.appendNumber(image.float64(ordinal), out);
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
            case BASE64_OF_TEXT -> {
                image.text(ordinal, slice);
                return appendBase64(out);
            }
            case BASE64 -> {
                image.bytes(ordinal, slice);
                return appendBase64(out);
            }
            case QUOTED -> {
                image.bytes(ordinal, slice);
                if (!fits(slice.length(), out)) {
                    return false;
                }
                QuotedBytes.append(slice.array(), slice.offset(), slice.length(), out);
            }
        }
        return true;
    }

    private boolean appendUtf8(ByteBuilder out) {
        if (!fits(slice.length(), out)) {
            return false;
        }
        JsonText.appendUtf8(JsonEscapes.PLAIN, slice.array(), slice.offset(), slice.length(), out);
        return true;
    }

    private boolean appendBase64(ByteBuilder out) {
        if (!fits(Base64Text.length(slice.length()), out)) {
            return false;
        }
        Base64Text.append(slice.array(), slice.offset(), slice.length(), out);
        return true;
    }

    private boolean fits(long length, ByteBuilder out) {
        return length <= limit - out.length();
    }
}

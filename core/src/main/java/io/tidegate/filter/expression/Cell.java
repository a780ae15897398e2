package io.tidegate.filter.expression;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.IntegerText;

/**
 * The value of a part of an expression for the current row; {@link Type} tells which field holds it. Reused for all rows.
 * The bytes may lie in the row, where they are valid until the next value is read, or in {@code own}.
 */
final class Cell {
    boolean isNull;
    long integer;
    double real;
    final ByteSlice bytes = new ByteSlice();
    final ByteBuilder own = new ByteBuilder(32);

    void set(boolean truth) {
        set(truth ? 1 : 0);
    }

    void set(long value) {
        isNull = false;
        integer = value;
    }

    void set(double value) {
        isNull = false;
        real = value;
    }

    /** What was written into {@code own} is the value. */
    void setOwn() {
        isNull = false;
        bytes.wrap(own.array(), 0, own.length());
    }

    /** The integer as text. */
    void setDigits(boolean unsigned) {
        own.clear();
        if (unsigned) {
            IntegerText.appendUnsigned(integer, own);
        } else {
            IntegerText.append(integer, own);
        }
        setOwn();
    }

    /** Copies bytes that lie in the row, so that another value can be read. */
    void keep() {
        if (bytes.array() != own.array()) {
            own.clear();
            own.append(bytes.array(), bytes.offset(), bytes.length());
            setOwn();
        }
    }
}

package io.tidegate.filter.expression;

import io.tidegate.model.ByteSlice;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalLong;

/** From a literal to an operand that yields it. */
final class Literals {
    private static final int LONG_BYTES = 8;

    private Literals() {}

    static Compiled number(String digits) {
        if (digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
            double value = Double.parseDouble(digits);
            return Compiled.literal(Type.DOUBLE, digits, (row, out) -> out.set(value));
        }
        if (digits.indexOf('.') < 0) {
            BigInteger value = new BigInteger(digits);
            if (value.bitLength() < Long.SIZE) {
                return integer(Type.INTEGER, digits, value.longValueExact());
            }
            if (value.signum() > 0 && value.bitLength() == Long.SIZE) {
                return integer(Type.UNSIGNED, digits, value.longValue());
            }
        }
        return Compiled.literal(Type.DECIMAL, digits, bytes(digits.getBytes(StandardCharsets.US_ASCII)));
    }

    static Compiled text(String text) {
        return Compiled.literal(Type.TEXT, text, bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Bytes, and the number they are when read from the left. */
    static Compiled hex(String digits) {
        byte[] value = HexFormat.of().parseHex(digits);
        long number = 0;
        for (int i = Math.max(0, value.length - LONG_BYTES); i < value.length; i++) {
            number = number << 8 | (value[i] & 0xFF);
        }
        long integer = number;
        Operand operand = bytes(value);
        return Compiled.literal(Type.HEX, digits, (row, out) -> {
            operand.read(row, out);
            out.integer = integer;
        });
    }

    /** @throws ExpressionException when there is no such date */
    static Compiled moment(String text) throws ExpressionException {
        OptionalLong moment = Moments.parse(text);
        if (moment.isEmpty()) {
            throw new ExpressionException("'" + text + "' is not a date");
        }
        long packed = moment.getAsLong();
        Operand written = bytes(text.getBytes(StandardCharsets.UTF_8));
        return Compiled.literal(Type.MOMENT, text, (row, out) -> {
            written.read(row, out);
            out.integer = packed;
        });
    }

    static Compiled integer(Type type, String literal, long value) {
        return Compiled.literal(type, literal, (row, out) -> out.set(value));
    }

    private static Operand bytes(byte[] value) {
        ByteSlice all = new ByteSlice();
        all.wrap(value, 0, value.length);
        return (row, out) -> {
            out.isNull = false;
            out.bytes.wrap(all.array(), 0, all.length());
        };
    }
}

package io.tidegate.filter.expression;

import io.tidegate.model.FloatText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Operands that yield another one's value as another type, by MySQL's rules. */
final class Conversions {
    private Conversions() {}

    /** A double; text counts as the number it begins with. */
    static Operand toDouble(Compiled value) throws ExpressionException {
        Operand source = value.operand();
        return switch (value.type()) {
            case NULL, DOUBLE -> source;
            case INTEGER, MEMBERS -> present(source, (row, out) -> out.real = out.integer);
            case UNSIGNED, HEX -> present(source, (row, out) -> out.real = unsigned(out.integer));
            case DECIMAL, TEXT, BINARY -> present(source, (row, out) -> out.real = NumberPrefix.parse(out.bytes));
            case MOMENT, TIME, OPAQUE -> throw noNumber(value);
        };
    }

    /** Decimal digits, of what is a number. */
    static Operand toDecimal(Compiled value) throws ExpressionException {
        Operand source = value.operand();
        return switch (value.type()) {
            case NULL, DECIMAL -> source;
            case INTEGER, MEMBERS -> present(source, (row, out) -> out.setDigits(false));
            case UNSIGNED, HEX -> present(source, (row, out) -> out.setDigits(true));
            case DOUBLE, TEXT, BINARY, MOMENT, TIME, OPAQUE -> throw noNumber(value);
        };
    }

    /** Text as MySQL prints the value. */
    static Operand toText(Compiled value) throws ExpressionException {
        Operand source = value.operand();
        return switch (value.type()) {
            case NULL, TEXT, BINARY, HEX, DECIMAL, MOMENT, TIME -> source;
            case INTEGER -> present(source, (row, out) -> out.setDigits(false));
            case UNSIGNED -> present(source, (row, out) -> out.setDigits(true));
            case DOUBLE ->
                present(source, (row, out) -> {
                    out.own.clear();
                    FloatText.append(out.real, out.own);
                    out.setOwn();
                });
            case MEMBERS -> present(source, memberText(value.members(), value.isSet()));
            case OPAQUE -> throw new ExpressionException("JSON, vectors and geometry can only be compared with NULL");
        };
    }

    /** 1 or 0: whether the value counts as true, which any number but zero does. */
    static Operand toTruth(Compiled value) throws ExpressionException {
        Operand source = value.operand();
        return switch (value.type()) {
            case NULL -> source;
            case INTEGER, UNSIGNED, MEMBERS, HEX -> present(source, (row, out) -> out.set(out.integer != 0));
            case DOUBLE -> present(source, (row, out) -> out.set(out.real != 0));
            case DECIMAL -> present(source, (row, out) -> out.set(!DecimalDigits.isZero(out.bytes)));
            case TEXT, BINARY -> present(source, (row, out) -> out.set(NumberPrefix.parse(out.bytes) != 0));
            case MOMENT, TIME -> present(source, (row, out) -> out.set(out.integer != 0));
            case OPAQUE -> throw noNumber(value);
        };
    }

    /** Does something with a value that is not NULL. */
    static Operand present(Operand source, Operand change) {
        return (row, out) -> {
            source.read(row, out);
            if (!out.isNull) {
                change.read(row, out);
            }
        };
    }

    static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    /** The member with an index from 1 on, or the members of a mask, joined by commas. */
    private static Operand memberText(List<String> members, boolean isSet) {
        byte[][] texts = members.stream()
                .map(member -> member.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return (row, out) -> {
            out.own.clear();
            if (isSet) {
                for (int i = 0; i < texts.length; i++) {
                    if ((out.integer >> i & 1) != 0) {
                        out.own.append(texts[i], 0, texts[i].length);
                        out.own.append((byte) ',');
                    }
                }
                out.own.truncate(Math.max(0, out.own.length() - 1));
            } else if (out.integer >= 1 && out.integer <= texts.length) {
                out.own.append(texts[(int) out.integer - 1]);
            }
            out.setOwn();
        };
    }

    private static ExpressionException noNumber(Compiled value) {
        return new ExpressionException(
                switch (value.type()) {
                    case MOMENT, TIME -> "a date or time cannot be used as a number";
                    case OPAQUE -> "JSON, vectors and geometry can only be compared with NULL";
                    case NULL, INTEGER, UNSIGNED, DECIMAL, DOUBLE, TEXT, BINARY, HEX, MEMBERS ->
                        "a value cannot be used as a decimal number";
                });
    }
}

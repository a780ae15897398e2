package io.tidegate.filter.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Calculations by MySQL's rules: integers stay integers, a decimal makes decimals, a double or text makes doubles;
 * division by zero is NULL. Decimals and large unsigned numbers are the only values that cost objects.
 */
final class Arithmetic {
    /** Digits that a quotient has behind those of the dividend. */
    private static final int QUOTIENT_DIGITS = 4;

    private Arithmetic() {}

    static Compiled calculate(ArithmeticOperator operator, Compiled left, Compiled right) throws ExpressionException {
        if (left.type() == Type.NULL || right.type() == Type.NULL) {
            return Compiled.nothing();
        }
        boolean exact = isExact(left.type()) && isExact(right.type());
        if (!exact) {
            return ofDoubles(operator, Conversions.toDouble(left), Conversions.toDouble(right));
        }
        boolean whole = isSigned(left.type()) && isSigned(right.type());
        if (whole && operator != ArithmeticOperator.DIVIDE) {
            return Compiled.of(
                    Type.INTEGER,
                    both(left.operand(), right.operand(), (a, b, out) -> ofIntegers(operator, a, b, out)));
        }
        return ofDecimals(operator, left, right);
    }

    static Compiled negate(Compiled value) throws ExpressionException {
        return calculate(ArithmeticOperator.SUBTRACT, Literals.number("0"), value);
    }

    static Compiled absolute(Compiled value) throws ExpressionException {
        Operand source = value.operand();
        return switch (value.type()) {
            case NULL, UNSIGNED -> value;
            case INTEGER ->
                Compiled.of(Type.INTEGER, Conversions.present(source, (row, out) -> {
                    if (out.integer == Long.MIN_VALUE) {
                        throw outOfRange();
                    }
                    out.integer = Math.abs(out.integer);
                }));
            case DECIMAL ->
                Compiled.of(
                        Type.DECIMAL,
                        Conversions.present(
                                source,
                                (row, out) -> setDecimal(
                                        DecimalDigits.parse(out.bytes).abs(), out)));
            case DOUBLE, TEXT, BINARY, HEX, MEMBERS, MOMENT, TIME, OPAQUE ->
                Compiled.of(
                        Type.DOUBLE,
                        Conversions.present(Conversions.toDouble(value), (row, out) -> out.real = Math.abs(out.real)));
        };
    }

    @FunctionalInterface
    private interface Calculation {
        void set(Cell left, Cell right, Cell out);
    }

    /** Calculates when neither side is NULL. */
    private static Operand both(Operand left, Operand right, Calculation calculation) {
        Cell a = new Cell();
        Cell b = new Cell();
        return (row, out) -> {
            left.read(row, a);
            right.read(row, b);
            out.isNull = a.isNull || b.isNull;
            if (!out.isNull) {
                calculation.set(a, b, out);
            }
        };
    }

    private static void ofIntegers(ArithmeticOperator operator, Cell left, Cell right, Cell out) {
        long a = left.integer;
        long b = right.integer;
        try {
            switch (operator) {
                case ADD -> out.set(Math.addExact(a, b));
                case SUBTRACT -> out.set(Math.subtractExact(a, b));
                case MULTIPLY -> out.set(Math.multiplyExact(a, b));
                case INTEGER_DIVIDE, DIVIDE -> {
                    out.isNull = b == 0;
                    out.integer = b == 0 ? 0 : b == -1 ? Math.negateExact(a) : a / b;
                }
                case REMAINDER -> {
                    out.isNull = b == 0;
                    out.integer = b == 0 ? 0 : a % b;
                }
            }
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    private static Compiled ofDoubles(ArithmeticOperator operator, Operand left, Operand right) {
        if (operator == ArithmeticOperator.INTEGER_DIVIDE) {
            return Compiled.of(Type.INTEGER, both(left, right, (a, b, out) -> {
                double quotient = b.real == 0 ? 0 : a.real / b.real;
                out.isNull = b.real == 0;
                if (Math.abs(quotient) >= 0x1p63) {
                    throw outOfRange();
                }
                out.integer = (long) quotient;
            }));
        }
        return Compiled.of(Type.DOUBLE, both(left, right, (a, b, out) -> {
            boolean divides = operator == ArithmeticOperator.DIVIDE || operator == ArithmeticOperator.REMAINDER;
            out.isNull = divides && b.real == 0;
            out.real = ofDoubles(operator, a.real, b.real);
        }));
    }

    private static double ofDoubles(ArithmeticOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE, INTEGER_DIVIDE -> a / b;
            case REMAINDER -> a % b;
        };
    }

    /** Decimals, and integers of which one is unsigned. */
    private static Compiled ofDecimals(ArithmeticOperator operator, Compiled left, Compiled right)
            throws ExpressionException {
        boolean isFraction =
                operator == ArithmeticOperator.DIVIDE || left.type() == Type.DECIMAL || right.type() == Type.DECIMAL;
        boolean unsigned = left.type() == Type.UNSIGNED || right.type() == Type.UNSIGNED;
        Type type = isFraction && operator != ArithmeticOperator.INTEGER_DIVIDE
                ? Type.DECIMAL
                : unsigned ? Type.UNSIGNED : Type.INTEGER;
        Operand a = Conversions.toDecimal(left);
        Operand b = Conversions.toDecimal(right);
        return Compiled.of(type, both(a, b, (x, y, out) -> {
            BigDecimal result = ofDecimals(operator, DecimalDigits.parse(x.bytes), DecimalDigits.parse(y.bytes));
            out.isNull = result == null;
            if (result != null && type == Type.DECIMAL) {
                setDecimal(result, out);
            } else if (result != null) {
                out.set(toInteger(result.toBigInteger(), type));
            }
        }));
    }

    /** Null for a division by zero. */
    private static @Nullable BigDecimal ofDecimals(ArithmeticOperator operator, BigDecimal a, BigDecimal b) {
        boolean byZero = b.signum() == 0;
        return switch (operator) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> byZero ? null : a.divide(b, a.scale() + QUOTIENT_DIGITS, RoundingMode.HALF_UP);
            case INTEGER_DIVIDE -> byZero ? null : a.divideToIntegralValue(b);
            case REMAINDER -> byZero ? null : a.remainder(b);
        };
    }

    private static long toInteger(BigInteger value, Type type) {
        boolean fits = type == Type.UNSIGNED
                ? value.signum() >= 0 && value.bitLength() <= Long.SIZE
                : value.bitLength() < Long.SIZE;
        if (!fits) {
            throw outOfRange();
        }
        return value.longValue();
    }

    private static void setDecimal(BigDecimal value, Cell out) {
        out.own.clear();
        out.own.appendAscii(value.toPlainString());
        out.setOwn();
    }

    private static EvaluationException outOfRange() {
        return new EvaluationException("a number is out of the range of BIGINT");
    }

    private static boolean isSigned(Type type) {
        return type == Type.INTEGER || type == Type.MEMBERS;
    }

    private static boolean isExact(Type type) {
        return switch (type) {
            case INTEGER, UNSIGNED, DECIMAL, MEMBERS, HEX -> true;
            case NULL, DOUBLE, TEXT, BINARY, MOMENT, TIME, OPAQUE -> false;
        };
    }
}

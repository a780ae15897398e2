package io.tidegate.filter.expression;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of two values by MySQL's rules: text with text by its collation; numbers as integers, decimals or doubles,
 * whichever loses nothing; a date with a literal as dates; text with a number as doubles, unless the text is a literal that
 * is a number.
 */
final class Comparisons {
    private static final String INTEGER_TEXT = "-?[0-9]{1,18}";
    private static final String DECIMAL_TEXT = "-?[0-9]+(\\.[0-9]+)?";

    /** The sign of the comparison of two values that are not NULL. */
    @FunctionalInterface
    private interface CellOrder {
        int compare(Cell left, Cell right);
    }

    /** Two operands that yield the same type, and how to compare what they yield. */
    private record Pair(Operand left, Operand right, CellOrder order) {}

    private Comparisons() {}

    /** @throws ExpressionException when the two cannot be compared */
    static Compiled compare(ComparisonOperator operator, Compiled left, Compiled right) throws ExpressionException {
        Pair pair = pair(left, right);
        Operand first = right.isLiteral() ? pair.left() : kept(pair.left());
        Operand second = pair.right();
        CellOrder order = pair.order();
        Cell a = new Cell();
        Cell b = new Cell();
        return Compiled.of(Type.INTEGER, (row, out) -> {
            first.read(row, a);
            second.read(row, b);
            if (!a.isNull && !b.isNull) {
                out.set(operator.holds(order.compare(a, b)));
            } else if (operator == ComparisonOperator.SAME) {
                out.set(a.isNull == b.isNull);
            } else {
                out.isNull = true;
            }
        });
    }

    /** How two texts compare: as the one that is no literal says. */
    static TextRule rule(Compiled left, Compiled right) throws ExpressionException {
        TextRule one = rule(left);
        TextRule other = rule(right);
        if (one == null || one.equals(other)) {
            return other == null ? TextRule.DEFAULT : other;
        }
        if (other == null) {
            return one;
        }
        for (TextOrder stricter : new TextOrder[] {TextOrder.BINARY, TextOrder.CODE_POINTS}) {
            if (one.order() == stricter || other.order() == stricter) {
                return one.order() == stricter ? one : other;
            }
        }
        throw new ExpressionException("two texts of different collations are compared");
    }

    private static @Nullable TextRule rule(Compiled value) {
        return value.type() == Type.BINARY || value.type() == Type.HEX ? TextRule.BINARY : value.order();
    }

    private static Pair pair(Compiled left, Compiled right) throws ExpressionException {
        if (left.type() == Type.NULL || right.type() == Type.NULL) {
            return new Pair(left.operand(), right.operand(), (a, b) -> 0);
        }
        if (isTemporal(left) || isTemporal(right)) {
            return temporal(left, right);
        }
        if (left.type().isText() && right.type().isText()) {
            TextRule rule = rule(left, right);
            return new Pair(
                    Conversions.toText(left), Conversions.toText(right), (a, b) -> rule.compare(a.bytes, b.bytes));
        }
        return numeric(asNumber(left, right), asNumber(right, left));
    }

    private static Pair numeric(Compiled left, Compiled right) throws ExpressionException {
        if (isWhole(left) && isWhole(right)) {
            boolean leftUnsigned = isUnsigned(left);
            boolean rightUnsigned = isUnsigned(right);
            return new Pair(
                    left.operand(),
                    right.operand(),
                    (a, b) -> compare(a.integer, leftUnsigned, b.integer, rightUnsigned));
        }
        if (isExact(left) && isExact(right)) {
            return new Pair(
                    Conversions.toDecimal(left),
                    Conversions.toDecimal(right),
                    (a, b) -> DecimalDigits.compare(a.bytes, b.bytes));
        }
        return new Pair(
                Conversions.toDouble(left),
                Conversions.toDouble(right),
                (a, b) -> Double.compare(a.real + 0.0, b.real + 0.0));
    }

    /** A literal text that is a number, beside a number that is exact, is that number. */
    private static Compiled asNumber(Compiled value, Compiled beside) {
        String literal = value.literal();
        if (value.type() != Type.TEXT || literal == null || !isExact(beside)) {
            return value;
        }
        return literal.matches(INTEGER_TEXT) || literal.matches(DECIMAL_TEXT) ? Literals.number(literal) : value;
    }

    private static Pair temporal(Compiled left, Compiled right) throws ExpressionException {
        Type type = isTemporal(left) ? left.type() : right.type();
        return new Pair(
                asTemporal(type, left).operand(),
                asTemporal(type, right).operand(),
                (a, b) -> Long.compare(a.integer, b.integer));
    }

    private static Compiled asTemporal(Type type, Compiled value) throws ExpressionException {
        if (value.type() == type) {
            return value;
        }
        String literal = value.literal();
        boolean writable = value.type() == Type.TEXT || (value.type() == Type.INTEGER && type == Type.MOMENT);
        if (literal == null || !writable) {
            throw new ExpressionException("a date or time can only be compared with one of its kind or with a literal");
        }
        OptionalLong found = type == Type.MOMENT ? Moments.parse(literal) : Moments.parseTime(literal);
        if (found.isEmpty()) {
            throw new ExpressionException("'" + literal + "' is not a " + (type == Type.MOMENT ? "date" : "time"));
        }
        return Literals.integer(type, literal, found.getAsLong());
    }

    /** Copies bytes of the row, because the other side may read the same row. */
    private static Operand kept(Operand source) {
        return Conversions.present(source, (row, out) -> out.keep());
    }

    private static int compare(long left, boolean leftUnsigned, long right, boolean rightUnsigned) {
        if (leftUnsigned == rightUnsigned) {
            return leftUnsigned ? Long.compareUnsigned(left, right) : Long.compare(left, right);
        }
        if (left >= 0 && right >= 0) {
            return Long.compare(left, right);
        }
        // With its highest bit set an unsigned number is greater than any signed one, which else is a negative one.
        return leftUnsigned ? 1 : -1;
    }

    private static boolean isTemporal(Compiled value) {
        return value.type() == Type.MOMENT || value.type() == Type.TIME;
    }

    private static boolean isWhole(Compiled value) {
        return value.type() == Type.INTEGER || value.type() == Type.MEMBERS || isUnsigned(value);
    }

    private static boolean isUnsigned(Compiled value) {
        return value.type() == Type.UNSIGNED || value.type() == Type.HEX;
    }

    private static boolean isExact(Compiled value) {
        return isWhole(value) || value.type() == Type.DECIMAL;
    }
}

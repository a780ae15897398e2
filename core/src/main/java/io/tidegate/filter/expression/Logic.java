package io.tidegate.filter.expression;

/** Logic with three values: NULL stands for a truth that is not known. */
final class Logic {
    private Logic() {}

    static Compiled combine(LogicOperator operator, Compiled left, Compiled right) throws ExpressionException {
        Operand first = Conversions.toTruth(left);
        Operand second = Conversions.toTruth(right);
        return Compiled.of(
                Type.INTEGER,
                switch (operator) {
                    case AND -> decided(first, second, 0);
                    case OR -> decided(first, second, 1);
                    case XOR -> exclusive(first, second);
                });
    }

    static Compiled not(Compiled value) throws ExpressionException {
        return Compiled.of(
                Type.INTEGER, Conversions.present(Conversions.toTruth(value), (row, out) -> out.set(out.integer == 0)));
    }

    static Compiled isNull(Compiled value) {
        Operand source = value.operand();
        return Compiled.of(Type.INTEGER, (row, out) -> {
            source.read(row, out);
            out.set(out.isNull);
        });
    }

    static Compiled isTruth(Compiled value, boolean truth) throws ExpressionException {
        Operand source = Conversions.toTruth(value);
        return Compiled.of(Type.INTEGER, (row, out) -> {
            source.read(row, out);
            out.set(!out.isNull && (out.integer != 0) == truth);
        });
    }

    /** The result is the deciding value if either side is; else NULL if either side is NULL; else the other value. */
    private static Operand decided(Operand first, Operand second, long deciding) {
        Cell other = new Cell();
        return (row, out) -> {
            first.read(row, out);
            if (!out.isNull && out.integer == deciding) {
                return;
            }
            second.read(row, other);
            if (!other.isNull && other.integer == deciding) {
                out.set(deciding);
            } else {
                out.isNull |= other.isNull;
            }
        };
    }

    private static Operand exclusive(Operand first, Operand second) {
        Cell other = new Cell();
        return (row, out) -> {
            first.read(row, out);
            second.read(row, other);
            out.isNull |= other.isNull;
            out.integer ^= other.integer;
        };
    }
}

package io.tidegate.filter.expression;

import java.util.ArrayList;
import java.util.List;

/** IF, IFNULL, COALESCE and NULLIF: one of several values, brought to a type that fits them all. */
final class Choices {
    private Choices() {}

    /** The first value that is not NULL. */
    static Compiled firstPresent(List<Compiled> values) throws ExpressionException {
        List<Compiled> alike = alike(values);
        List<Operand> operands = alike.stream().map(Compiled::operand).toList();
        return like(alike, (row, out) -> {
            out.isNull = true;
            for (int i = 0; out.isNull && i < operands.size(); i++) {
                operands.get(i).read(row, out);
            }
        });
    }

    /** The second value if the first is true, else the third. */
    static Compiled either(Compiled condition, Compiled yes, Compiled no) throws ExpressionException {
        Operand truth = Conversions.toTruth(condition);
        List<Compiled> alike = alike(List.of(yes, no));
        Operand first = alike.get(0).operand();
        Operand second = alike.get(1).operand();
        Cell decision = new Cell();
        return like(alike, (row, out) -> {
            truth.read(row, decision);
            (!decision.isNull && decision.integer != 0 ? first : second).read(row, out);
        });
    }

    /** The first value, NULL if it equals the second. */
    static Compiled unlessEqual(Compiled value, Compiled other) throws ExpressionException {
        Operand equal =
                Comparisons.compare(ComparisonOperator.EQUAL, value, other).operand();
        Operand source = value.operand();
        Cell decision = new Cell();
        return like(List.of(value), (row, out) -> {
            equal.read(row, decision);
            source.read(row, out);
            out.isNull |= !decision.isNull && decision.integer != 0;
        });
    }

    private static Compiled like(List<Compiled> values, Operand operand) {
        Compiled model = values.stream()
                .filter(value -> value.type() != Type.NULL && value.order() != null)
                .findFirst()
                .or(() -> values.stream()
                        .filter(value -> value.type() != Type.NULL)
                        .findFirst())
                .orElse(Compiled.nothing());
        return new Compiled(model.type(), operand, null, model.order(), model.members(), model.isSet());
    }

    private static List<Compiled> alike(List<Compiled> values) throws ExpressionException {
        List<Type> types = values.stream()
                .map(Compiled::type)
                .filter(type -> type != Type.NULL)
                .distinct()
                .toList();
        if (types.size() <= 1 && !types.contains(Type.MEMBERS)) {
            return values;
        }
        Type common = common(types);
        List<Compiled> alike = new ArrayList<>();
        for (Compiled value : values) {
            alike.add(value.type() == Type.NULL ? value : convert(value, common));
        }
        return alike;
    }

    private static Type common(List<Type> types) {
        if (types.stream().anyMatch(type -> !type.isNumber())) {
            return Type.TEXT;
        }
        return types.contains(Type.DOUBLE) ? Type.DOUBLE : Type.DECIMAL;
    }

    private static Compiled convert(Compiled value, Type type) throws ExpressionException {
        if (type == Type.TEXT) {
            return Compiled.text(
                    value.type() == Type.BINARY ? TextRule.BINARY : value.order(), Conversions.toText(value));
        }
        return Compiled.of(type, type == Type.DOUBLE ? Conversions.toDouble(value) : Conversions.toDecimal(value));
    }
}

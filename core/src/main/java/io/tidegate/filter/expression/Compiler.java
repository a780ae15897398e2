package io.tidegate.filter.expression;

import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.List;

/** From an expression as written to operands on the columns of one table version. */
final class Compiler {
    private final TableVersion table;

    Compiler(TableVersion table) {
        this.table = table;
    }

    Compiled compile(Node node) throws ExpressionException, UnknownColumnException {
        if (node instanceof Node.Null) {
            return Compiled.nothing();
        } else if (node instanceof Node.Numeral number) {
            return Literals.number(number.digits());
        } else if (node instanceof Node.Text text) {
            return Literals.text(text.value());
        } else if (node instanceof Node.Hex hex) {
            return Literals.hex(hex.digits());
        } else if (node instanceof Node.Moment moment) {
            return Literals.moment(moment.text());
        } else if (node instanceof Node.Column column) {
            return column(column.name());
        } else if (node instanceof Node.Not not) {
            return Logic.not(compile(not.operand()));
        } else if (node instanceof Node.Negate negate) {
            return Arithmetic.negate(compile(negate.operand()));
        } else if (node instanceof Node.Logic logic) {
            return Logic.combine(logic.operator(), compile(logic.left()), compile(logic.right()));
        } else if (node instanceof Node.Comparison comparison) {
            return Comparisons.compare(comparison.operator(), compile(comparison.left()), compile(comparison.right()));
        } else if (node instanceof Node.Arithmetic arithmetic) {
            return Arithmetic.calculate(arithmetic.operator(), compile(arithmetic.left()), compile(arithmetic.right()));
        } else if (node instanceof Node.IsNull test) {
            return Logic.isNull(compile(test.operand()));
        } else if (node instanceof Node.IsTruth test) {
            return Logic.isTruth(compile(test.operand()), test.truth());
        } else if (node instanceof Node.In in) {
            return in(in);
        } else if (node instanceof Node.Like like) {
            return like(like);
        } else if (node instanceof Node.Call call) {
            return Functions.call(call.name(), compileAll(call.arguments()));
        }
        throw new IllegalStateException("no such node");
    }

    private Compiled column(String name) throws ExpressionException, UnknownColumnException {
        for (int ordinal = 0; ordinal < table.columns().size(); ordinal++) {
            if (table.column(ordinal).name().equalsIgnoreCase(name)) {
                return Columns.read(ordinal, table.column(ordinal));
            }
        }
        throw new UnknownColumnException(name);
    }

    /** True if the value equals one of the list, else NULL if it or one of the list is NULL. */
    private Compiled in(Node.In in) throws ExpressionException, UnknownColumnException {
        List<Operand> comparisons = new ArrayList<>();
        for (Node element : in.list()) {
            comparisons.add(Comparisons.compare(ComparisonOperator.EQUAL, compile(in.operand()), compile(element))
                    .operand());
        }
        return Compiled.of(Type.INTEGER, (row, out) -> {
            boolean unknown = false;
            for (int i = 0; i < comparisons.size(); i++) {
                comparisons.get(i).read(row, out);
                if (!out.isNull && out.integer == 1) {
                    return;
                }
                unknown |= out.isNull;
            }
            out.set(false);
            out.isNull = unknown;
        });
    }

    private Compiled like(Node.Like like) throws ExpressionException, UnknownColumnException {
        Compiled value = compile(like.operand());
        TextRule rule = Comparisons.rule(value, Literals.text(like.pattern()));
        LikePattern pattern = new LikePattern(like.pattern(), like.escape(), rule.order());
        return Compiled.of(
                Type.INTEGER,
                Conversions.present(Conversions.toText(value), (row, out) -> out.set(pattern.matches(out.bytes))));
    }

    private List<Compiled> compileAll(List<Node> nodes) throws ExpressionException, UnknownColumnException {
        List<Compiled> compiled = new ArrayList<>();
        for (Node node : nodes) {
            compiled.add(compile(node));
        }
        return compiled;
    }
}

package io.tidegate.filter.expression;

import java.util.List;

/** An expression as it is written, before it meets a table. {@code BETWEEN} is two comparisons. */
sealed interface Node {
    /** The literal NULL. */
    record Null() implements Node {}

    /** A number with an optional minus sign: an integer, a decimal with a point, or a double with an exponent. */
    record Numeral(String digits) implements Node {}

    /** Text in quotes. */
    record Text(String value) implements Node {}

    /** Bytes as hexadecimal digits; a number where one is needed. */
    record Hex(String digits) implements Node {}

    /** {@code DATE '…'} or {@code TIMESTAMP '…'}, in MySQL's spellings of a moment. */
    record Moment(String text) implements Node {}

    /** A column by its name, whatever its case. */
    record Column(String name) implements Node {}

    /** NOT, or {@code !}. */
    record Not(Node operand) implements Node {}

    /** A minus sign before anything but a number. */
    record Negate(Node operand) implements Node {}

    /** AND, OR or XOR. */
    record Logic(LogicOperator operator, Node left, Node right) implements Node {}

    /** One of the comparison operators. */
    record Comparison(ComparisonOperator operator, Node left, Node right) implements Node {}

    /** One of the arithmetic operators. */
    record Arithmetic(ArithmeticOperator operator, Node left, Node right) implements Node {}

    /** IS NULL. */
    record IsNull(Node operand) implements Node {}

    /** IS TRUE or IS FALSE. */
    record IsTruth(Node operand, boolean truth) implements Node {}

    /** IN with a list of at least one. */
    record In(Node operand, List<Node> list) implements Node {}

    /** LIKE with a literal pattern. */
    record Like(Node operand, String pattern, int escape) implements Node {}

    /** A function by its name in upper case. */
    record Call(String name, List<Node> arguments) implements Node {}
}

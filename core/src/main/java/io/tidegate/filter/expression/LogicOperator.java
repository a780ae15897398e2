package io.tidegate.filter.expression;

/** Operators on truth values. */
enum LogicOperator {
    AND,
    OR,
    XOR
}

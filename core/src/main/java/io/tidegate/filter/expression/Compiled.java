package io.tidegate.filter.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operand and what is known of it before any row.
 *
 * @param type what it yields
 * @param operand yields it
 * @param literal what a literal number or text says; null for anything else
 * @param order how the column compares its text; null for literals, which follow the other side
 * @param members of an ENUM or SET, else empty
 * @param isSet whether {@code members} are those of a SET
 */
record Compiled(
        Type type,
        Operand operand,
        @Nullable String literal,
        @Nullable TextRule order,
        List<String> members,
        boolean isSet) {
    static Compiled of(Type type, Operand operand) {
        return new Compiled(type, operand, null, null, List.of(), false);
    }

    static Compiled literal(Type type, String literal, Operand operand) {
        return new Compiled(type, operand, literal, null, List.of(), false);
    }

    static Compiled text(@Nullable TextRule order, Operand operand) {
        return new Compiled(Type.TEXT, operand, null, order, List.of(), false);
    }

    /** Always NULL. */
    static Compiled nothing() {
        return of(Type.NULL, (row, out) -> out.isNull = true);
    }

    boolean isLiteral() {
        return literal != null;
    }
}

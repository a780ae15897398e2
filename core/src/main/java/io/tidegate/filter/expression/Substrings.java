package io.tidegate.filter.expression;

import io.tidegate.model.ByteSlice;
import java.util.List;

/** LEFT, RIGHT and SUBSTRING: pieces of text counted in characters, of bytes counted in bytes. */
final class Substrings {
    private Substrings() {}

    static Compiled call(String name, List<Compiled> arguments) throws ExpressionException {
        boolean left = name.equals("LEFT");
        boolean right = name.equals("RIGHT");
        Functions.require(name, arguments, 2, left || right ? 2 : 3);
        Compiled text = arguments.get(0);
        Operand source = Conversions.toText(text);
        Operand start = whole(name, left ? Literals.number("1") : arguments.get(1));
        Operand length = left || right
                ? whole(name, arguments.get(1))
                : arguments.size() == 3
                        ? whole(name, arguments.get(2))
                        : Literals.integer(Type.INTEGER, "", Integer.MAX_VALUE).operand();
        boolean bytes = text.type() == Type.BINARY || text.type() == Type.HEX;
        Cell from = new Cell();
        Cell count = new Cell();
        Operand cut = (row, out) -> {
            start.read(row, from);
            length.read(row, count);
            out.isNull = from.isNull || count.isNull;
            if (!out.isNull) {
                source.read(row, out);
            }
            if (!out.isNull) {
                // RIGHT is what begins so many characters before the end.
                long position =
                        right ? -Math.min(Math.max(count.integer, 0), characters(out.bytes, bytes)) : from.integer;
                cut(out.bytes, position, count.integer, bytes);
            }
        };
        return bytes ? Compiled.of(Type.BINARY, cut) : Compiled.text(text.order(), cut);
    }

    private static Operand whole(String name, Compiled value) throws ExpressionException {
        if (value.type() != Type.INTEGER && value.type() != Type.NULL) {
            throw new ExpressionException(name + " takes whole numbers");
        }
        return value.operand();
    }

    /** Narrows the slice; positions count from 1, negative ones from the end; 0 is nowhere. */
    private static void cut(ByteSlice text, long position, long count, boolean bytes) {
        long total = characters(text, bytes);
        long first = position > 0 ? position - 1 : total + position;
        if (position == 0 || first < 0 || first >= total || count <= 0) {
            text.wrap(text.array(), text.offset(), 0);
            return;
        }
        long last = Math.min(total, first + Math.min(count, total));
        int start = index(text, first, bytes);
        text.wrap(text.array(), start, index(text, last, bytes) - start);
    }

    private static long characters(ByteSlice text, boolean bytes) {
        if (bytes) {
            return text.length();
        }
        int end = text.offset() + text.length();
        long count = 0;
        for (int at = text.offset(); at < end; at += Utf8.width(text.array(), at, end)) {
            count++;
        }
        return count;
    }

    private static int index(ByteSlice text, long character, boolean bytes) {
        if (bytes) {
            return text.offset() + (int) character;
        }
        int end = text.offset() + text.length();
        int at = text.offset();
        for (long i = 0; i < character; i++) {
            at += Utf8.width(text.array(), at, end);
        }
        return at;
    }
}

package io.tidegate.filter.expression;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** The functions that expressions may use. */
final class Functions {
    private static final long HOUR = 3_600_000_000L;
    private static final long MINUTE = 60_000_000L;
    private static final long SECOND = 1_000_000L;

    private static final Set<String> NAMES = Set.of(
            "ABS",
            "MOD",
            "ISNULL",
            "IFNULL",
            "COALESCE",
            "IF",
            "NULLIF",
            "LENGTH",
            "OCTET_LENGTH",
            "CHAR_LENGTH",
            "CHARACTER_LENGTH",
            "LOWER",
            "LCASE",
            "UPPER",
            "UCASE",
            "TRIM",
            "LTRIM",
            "RTRIM",
            "CONCAT",
            "LEFT",
            "RIGHT",
            "SUBSTRING",
            "SUBSTR",
            "MID",
            "YEAR",
            "MONTH",
            "DAY",
            "DAYOFMONTH",
            "HOUR",
            "MINUTE",
            "SECOND");

    /** What is done with a text that is not NULL. */
    @FunctionalInterface
    private interface TextChange {
        void apply(byte[] bytes, int from, int to, ByteBuilder out);
    }

    @FunctionalInterface
    private interface TextMeasure {
        long of(ByteSlice text);
    }

    private Functions() {}

    /** Whether expressions may use a function, by its name in upper case. */
    static boolean exists(String name) {
        return NAMES.contains(name);
    }

    /**
     * Compiles a call.
     *
     * @param name one that {@link #exists}
     * @throws ExpressionException when it takes other arguments
     */
    static Compiled call(String name, List<Compiled> arguments) throws ExpressionException {
        return switch (name) {
            case "ABS" -> Arithmetic.absolute(one(name, arguments));
            case "MOD" -> {
                require(name, arguments, 2, 2);
                yield Arithmetic.calculate(ArithmeticOperator.REMAINDER, arguments.get(0), arguments.get(1));
            }
            case "ISNULL" -> Logic.isNull(one(name, arguments));
            case "IFNULL" -> {
                require(name, arguments, 2, 2);
                yield Choices.firstPresent(arguments);
            }
            case "COALESCE" -> {
                require(name, arguments, 1, Integer.MAX_VALUE);
                yield Choices.firstPresent(arguments);
            }
            case "IF" -> {
                require(name, arguments, 3, 3);
                yield Choices.either(arguments.get(0), arguments.get(1), arguments.get(2));
            }
            case "NULLIF" -> {
                require(name, arguments, 2, 2);
                yield Choices.unlessEqual(arguments.get(0), arguments.get(1));
            }
            case "LENGTH", "OCTET_LENGTH" -> measured(one(name, arguments), ByteSlice::length);
            case "CHAR_LENGTH", "CHARACTER_LENGTH" -> measured(one(name, arguments), Functions::characters);
            case "LOWER", "LCASE" -> changed(one(name, arguments), Functions::lower);
            case "UPPER", "UCASE" -> changed(one(name, arguments), Functions::upper);
            case "TRIM" ->
                changed(one(name, arguments), (bytes, from, to, out) -> trim(bytes, from, to, true, true, out));
            case "LTRIM" ->
                changed(one(name, arguments), (bytes, from, to, out) -> trim(bytes, from, to, true, false, out));
            case "RTRIM" ->
                changed(one(name, arguments), (bytes, from, to, out) -> trim(bytes, from, to, false, true, out));
            case "CONCAT" -> concat(name, arguments);
            case "LEFT", "RIGHT", "SUBSTRING", "SUBSTR", "MID" -> Substrings.call(name, arguments);
            case "YEAR" -> ofMoment(name, arguments, Moments::year);
            case "MONTH" -> ofMoment(name, arguments, Moments::month);
            case "DAY", "DAYOFMONTH" -> ofMoment(name, arguments, Moments::day);
            case "HOUR" -> ofTime(name, arguments, micros -> micros / HOUR);
            case "MINUTE" -> ofTime(name, arguments, micros -> micros / MINUTE % 60);
            case "SECOND" -> ofTime(name, arguments, micros -> micros / SECOND % 60);
            default -> throw new IllegalStateException("no function " + name);
        };
    }

    static void require(String name, List<Compiled> arguments, int least, int most) throws ExpressionException {
        if (arguments.size() < least || arguments.size() > most) {
            throw new ExpressionException(name + " does not take " + arguments.size() + " arguments");
        }
    }

    private static Compiled one(String name, List<Compiled> arguments) throws ExpressionException {
        require(name, arguments, 1, 1);
        return arguments.get(0);
    }

    private static Compiled measured(Compiled text, TextMeasure measure) throws ExpressionException {
        return Compiled.of(
                Type.INTEGER,
                Conversions.present(Conversions.toText(text), (row, out) -> out.integer = measure.of(out.bytes)));
    }

    private static Compiled changed(Compiled text, TextChange change) throws ExpressionException {
        Operand source = Conversions.toText(text);
        Cell cell = new Cell();
        return Compiled.text(text.order(), (row, out) -> {
            source.read(row, cell);
            out.isNull = cell.isNull;
            if (!cell.isNull) {
                ByteSlice bytes = cell.bytes;
                out.own.clear();
                change.apply(bytes.array(), bytes.offset(), bytes.offset() + bytes.length(), out.own);
                out.setOwn();
            }
        });
    }

    private static Compiled concat(String name, List<Compiled> arguments) throws ExpressionException {
        require(name, arguments, 1, Integer.MAX_VALUE);
        List<Operand> parts = new ArrayList<>();
        TextRule rule = arguments.get(0).order();
        for (Compiled argument : arguments) {
            parts.add(Conversions.toText(argument));
            rule = rule == null ? argument.order() : rule;
        }
        Cell cell = new Cell();
        return Compiled.text(rule, (row, out) -> {
            out.own.clear();
            out.isNull = false;
            for (Operand part : parts) {
                part.read(row, cell);
                if (cell.isNull) {
                    out.isNull = true;
                    return;
                }
                out.own.append(cell.bytes.array(), cell.bytes.offset(), cell.bytes.length());
            }
            out.setOwn();
        });
    }

    private static Compiled ofMoment(String name, List<Compiled> arguments, LongUnaryOperator part)
            throws ExpressionException {
        Compiled value = one(name, arguments);
        if (value.type() != Type.MOMENT) {
            throw new ExpressionException(name + " takes a date");
        }
        return Compiled.of(
                Type.INTEGER,
                Conversions.present(value.operand(), (row, out) -> out.integer = part.applyAsLong(out.integer)));
    }

    private static Compiled ofTime(String name, List<Compiled> arguments, LongUnaryOperator part)
            throws ExpressionException {
        Compiled value = one(name, arguments);
        boolean isMoment = value.type() == Type.MOMENT;
        if (!isMoment && value.type() != Type.TIME) {
            throw new ExpressionException(name + " takes a date or a time");
        }
        return Compiled.of(Type.INTEGER, Conversions.present(value.operand(), (row, out) -> {
            long micros = isMoment ? Moments.timeOfDay(out.integer) : Math.abs(out.integer);
            out.integer = part.applyAsLong(micros);
        }));
    }

    private static long characters(ByteSlice text) {
        int end = text.offset() + text.length();
        long count = 0;
        for (int at = text.offset(); at < end; at += Utf8.width(text.array(), at, end)) {
            count++;
        }
        return count;
    }

    private static void lower(byte[] bytes, int from, int to, ByteBuilder out) {
        for (int at = from; at < to; at += Utf8.width(bytes, at, to)) {
            append(Character.toLowerCase(Utf8.codePoint(bytes, at, to)), out);
        }
    }

    private static void upper(byte[] bytes, int from, int to, ByteBuilder out) {
        for (int at = from; at < to; at += Utf8.width(bytes, at, to)) {
            append(Character.toUpperCase(Utf8.codePoint(bytes, at, to)), out);
        }
    }

    private static void trim(byte[] bytes, int from, int to, boolean front, boolean back, ByteBuilder out) {
        int start = from;
        int end = to;
        while (front && start < end && bytes[start] == ' ') {
            start++;
        }
        while (back && start < end && bytes[end - 1] == ' ') {
            end--;
        }
        out.append(bytes, start, end - start);
    }

    private static void append(int codePoint, ByteBuilder out) {
        if (codePoint < 0x80) {
            out.append((byte) codePoint);
        } else if (codePoint < 0x800) {
            out.append((byte) (0xC0 | (codePoint >> 6)));
            out.append((byte) (0x80 | (codePoint & 0x3F)));
        } else {
            out.append(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        }
    }
}

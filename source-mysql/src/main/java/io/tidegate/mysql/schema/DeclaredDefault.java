package io.tidegate.mysql.schema;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A default value as a definition states it. The catalogues of servers state it in the form of the column's type, which
 * {@link #printed} gives.
 *
 * @param form how it is written
 * @param text the content: of a string without quotes, of bits and hexadecimal digits the digits
 */
record DeclaredDefault(Form form, String text) {
    /** How a default is written. */
    enum Form {
        /** NULL, or none at all. */
        NONE,
        STRING,
        NUMBER,
        BITS,
        HEX,
        /** The time of the change, under one of its names. */
        CURRENT_TIMESTAMP,
        /** Anything that the server computes. */
        EXPRESSION
    }

    static final DeclaredDefault NONE = new DeclaredDefault(Form.NONE, "");
    static final DeclaredDefault EXPRESSION = new DeclaredDefault(Form.EXPRESSION, "");

    private static final int LONGEST_PLAIN = 20;

    private static final Pattern TIME_OF_DAY =
            Pattern.compile("(\\d+-\\d+-\\d+)(?:[ T](\\d+:\\d+:\\d+)(?:\\.(\\d*))?)?");

    /**
     * The text that the catalogue shows for a column of this type, bytes given as hexadecimal digits as the characters of
     * ISO-8859-1; null for none and for an expression.
     */
    @Nullable
    String printed(ColumnType type) {
        return switch (form) {
            case NONE, EXPRESSION -> null;
            case CURRENT_TIMESTAMP ->
                type.fractionDigits() == 0 ? "CURRENT_TIMESTAMP" : "CURRENT_TIMESTAMP(" + type.fractionDigits() + ")";
            case STRING, NUMBER -> literal(type);
            case BITS -> number(new BigInteger(text.isEmpty() ? "0" : text, 2), type);
            case HEX -> hexadecimal(type);
        };
    }

    private String hexadecimal(ColumnType type) {
        if (type.kind().isText()) {
            return new String(HexFormat.of().parseHex(text), StandardCharsets.UTF_8);
        }
        return type.kind().isBinary()
                ? new String(HexFormat.of().parseHex(text), StandardCharsets.ISO_8859_1)
                : number(new BigInteger(text.isEmpty() ? "0" : text, 16), type);
    }

    private static String number(BigInteger value, ColumnType type) {
        return type.kind() == ColumnKind.BIT
                ? "b'" + value.toString(2) + "'"
                : new DeclaredDefault(Form.NUMBER, value.toString()).literal(type);
    }

    private String literal(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> rounded(0);
            case DECIMAL -> rounded(Math.max(type.scale(), 0));
            case DATE -> dateTime(-1);
            case DATETIME, TIMESTAMP -> dateTime(type.fractionDigits());
            case BIT -> form == Form.NUMBER ? number(new BigInteger(rounded(0)), type) : text;
            case FLOAT, DOUBLE -> floating();
            case ENUM,
                    SET,
                    YEAR,
                    TIME,
                    CHAR,
                    VARCHAR,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    BINARY,
                    VARBINARY,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    JSON,
                    VECTOR,
                    GEOMETRY,
                    UUID,
                    INET4,
                    INET6 -> text;
        };
    }

    /** A number with this many digits behind the point; text that is none stays as it is. */
    private String rounded(int scale) {
        try {
            return new BigDecimal(text.strip())
                    .setScale(scale, RoundingMode.HALF_UP)
                    .toPlainString();
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    /** Without an exponent unless the number is long. */
    private String floating() {
        try {
            BigDecimal number = new BigDecimal(text.strip()).stripTrailingZeros();
            return Math.abs(number.precision() - number.scale()) < LONGEST_PLAIN
                    ? number.toPlainString()
                    : number.toString();
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    /** @param fractionDigits -1 for the date alone */
    private String dateTime(int fractionDigits) {
        Matcher parts = TIME_OF_DAY.matcher(text);
        if (!parts.matches()) {
            return text;
        }
        if (fractionDigits < 0) {
            return parts.group(1);
        }
        String time = parts.group(2) == null ? "00:00:00" : parts.group(2);
        String fraction = (parts.group(3) == null ? "" : parts.group(3)) + "000000";
        return parts.group(1) + " " + time + (fractionDigits == 0 ? "" : "." + fraction.substring(0, fractionDigits));
    }
}

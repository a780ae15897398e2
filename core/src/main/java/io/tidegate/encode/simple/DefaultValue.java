package io.tidegate.encode.simple;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column's default in the spelling of TiDB: bits as a decimal number, {@code CURRENT_TIMESTAMP} for the time of the
 * write.
 */
final class DefaultValue {
    private static final Pattern NOW = Pattern.compile(
            "(current_timestamp|now|localtime|localtimestamp)\\s*(\\(\\s*\\d*\\s*\\))?", Pattern.CASE_INSENSITIVE);

    private static final Pattern BITS = Pattern.compile("b'([01]+)'", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,20}");

    private DefaultValue() {}

    /** The text of the default, null for none. */
    static @Nullable String of(Column column) {
        String text = column.defaultText();
        if (text == null) {
            return null;
        }
        ColumnKind kind = column.type().kind();
        if (kind == ColumnKind.BIT) {
            Matcher bits = BITS.matcher(text);
            return bits.matches() ? new BigInteger(bits.group(1), 2).toString() : text;
        }
        boolean canBeNow = kind == ColumnKind.TIMESTAMP || kind == ColumnKind.DATETIME;
        return canBeNow && NOW.matcher(text).matches() ? "CURRENT_TIMESTAMP" : text;
    }

    /** Whether JSON has the default as a number and not as a text. */
    static boolean isNumber(Column column, String text) {
        return column.type().kind() == ColumnKind.BIT && NUMBER.matcher(text).matches();
    }
}

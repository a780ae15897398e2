package io.tidegate.cli.client.changefeed;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.math.BigInteger;

/** Commit timestamps as people write them and JSON takes them: 64 bits without a sign. */
final class Tsos {
    private Tsos() {}

    /**
     * Reads an option.
     *
     * @throws TidegateException INVALID_ARGUMENT
     */
    static BigInteger parse(String option, String text) {
        try {
            return number(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            throw new TidegateException(
                    ErrorCode.INVALID_ARGUMENT, option + "=" + text + " is no commit-ts, which is a whole number", e);
        }
    }

    static BigInteger number(long tso) {
        return new BigInteger(Long.toUnsignedString(tso));
    }
}

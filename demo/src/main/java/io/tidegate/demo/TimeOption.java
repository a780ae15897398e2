package io.tidegate.demo;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A length of time as people type it: {@code 30s}, {@code 2m}, {@code 1m30s}. */
final class TimeOption {
    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,4})m)?(?:(\\d{1,6})s)?");

    private TimeOption() {}

    /** @param option its name, for the error */
    static Duration parse(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        Duration duration = matcher.matches()
                ? Duration.ofMinutes(number(matcher.group(1))).plusSeconds(number(matcher.group(2)))
                : Duration.ZERO;
        if (duration.isZero()) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, option + "=" + text + " is no length of time")
                    .withRemedy("Write seconds or minutes, such as " + option + " 30s or " + option + " 2m.");
        }
        return duration;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

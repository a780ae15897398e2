package io.tidegate.server;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How clusters and changefeeds are named: an id of letters, digits and hyphens as TiCDC's changefeeds have it, and a name
 * for people, from which an id can be made.
 */
public final class Names {
    private static final int LONGEST = 128;
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*");

    private Names() {}

    /**
     * @param what such as {@code changefeed_id}
     * @throws TidegateException API_INVALID_PARAM
     */
    public static String requireId(String what, String id) {
        if (id.length() > LONGEST || !ID.matcher(id).matches()) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "invalid " + what + ": " + id)
                    .withRemedy("Use up to " + LONGEST + " letters and digits, with single hyphens between them.");
        }
        return id;
    }

    /**
     * @param what such as {@code name}
     * @throws TidegateException API_INVALID_PARAM
     */
    public static String requireName(String what, String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "invalid " + what)
                    .withRemedy("Use 1 to " + LONGEST + " characters on one line.");
        }
        return stripped;
    }

    /** An id that resembles a name and is not taken; empty when nothing of the name can be part of an id. */
    public static Optional<String> idFor(String name, Predicate<String> taken) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String base = id.length() > LONGEST - 8 ? id.substring(0, LONGEST - 8).replaceAll("-$", "") : id;
        if (base.isEmpty()) {
            return Optional.empty();
        }
        String candidate = base;
        for (int number = 2; taken.test(candidate); number++) {
            candidate = base + "-" + number;
        }
        return Optional.of(candidate);
    }
}

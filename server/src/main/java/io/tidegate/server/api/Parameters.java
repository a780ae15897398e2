package io.tidegate.server.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import org.jspecify.annotations.Nullable;

/** Reads the query of a request. */
final class Parameters {
    private static final String DEFAULT_NAMESPACE = "default";

    private Parameters() {}

    /** A handler of TiCDC's paths, where a request may name a namespace or keyspace; there is one here. */
    static Handler inNamespace(Handler handler) {
        return context -> {
            requireDefault(context, "namespace");
            requireDefault(context, "keyspace");
            handler.handle(context);
        };
    }

    /** The value of a parameter, null if it is missing or empty. */
    static @Nullable String text(Context context, String name) {
        String value = context.queryParam(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * A whole number.
     *
     * @param fallback what it is when it is missing
     * @throws TidegateException API_INVALID_PARAM unless it is from {@code min} to {@code max}
     */
    static long whole(Context context, String name, long fallback, long min, long max) {
        String value = text(context, name);
        if (value == null) {
            return fallback;
        }
        long number = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
        if (number < min || number > max) {
            String range = max == Long.MAX_VALUE ? min + " or more" : min + " to " + max;
            throw wrong(name, value, "use a whole number, " + range);
        }
        return number;
    }

    static TidegateException wrong(String name, String value, String remedy) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, name + "=" + value + " is not allowed, " + remedy)
                .withField(name);
    }

    private static void requireDefault(Context context, String name) {
        String value = text(context, name);
        if (value != null && !value.equals(DEFAULT_NAMESPACE)) {
            throw wrong(name, value, "there is only " + DEFAULT_NAMESPACE);
        }
    }
}

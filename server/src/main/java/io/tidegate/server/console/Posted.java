package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Optional;

/** What somebody wrote into a form, without the blanks around it. */
final class Posted {
    private Posted() {}

    /** Empty if the field is missing or blank. */
    static Optional<String> text(Context context, String field) {
        return Optional.ofNullable(context.formParam(field)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @throws TidegateException API_INVALID_PARAM if the field is missing or blank */
    static String required(Context context, String field) {
        return text(context, field).orElseThrow(() -> wrong(field, field + " is missing", "Fill in the field."));
    }

    /** @throws TidegateException API_INVALID_PARAM unless it is a whole number from 0 of at most nine digits */
    static int whole(Context context, String field) {
        String text = required(context, field);
        if (!text.matches("[0-9]{1,9}")) {
            throw wrong(field, field + " is no whole number", "Write it in digits.");
        }
        return Integer.parseInt(text);
    }

    static boolean isTicked(Context context, String field) {
        return context.formParam(field) != null;
    }

    static TidegateException wrong(String field, String sentence, String remedy) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, sentence)
                .withRemedy(remedy)
                .withField(field);
    }
}

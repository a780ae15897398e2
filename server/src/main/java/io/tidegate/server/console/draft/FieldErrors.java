package io.tidegate.server.console.draft;

import io.tidegate.error.TidegateException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The errors of one form as they are found. Not thread safe. */
final class FieldErrors {
    private final List<FieldError> found = new ArrayList<>();

    /** Fails like the part of Tidegate that it asks. */
    @FunctionalInterface
    interface Question {
        void ask();
    }

    void add(String field, String textKey, Object... arguments) {
        found.add(FieldError.of(field, textKey, arguments));
    }

    /** Finds an error if Tidegate itself refuses what is asked. */
    void ask(String field, String textKey, Question question) {
        try {
            question.ask();
        } catch (TidegateException e) {
            found.add(FieldError.of(field, textKey, e));
        }
    }

    /** Whether something was typed; an error otherwise. */
    boolean require(String field, String text) {
        if (text.isEmpty()) {
            add(field, "draft.error.required");
        }
        return !text.isEmpty();
    }

    /** A whole number between two; an error otherwise. */
    OptionalInt requireWhole(String field, String text, int least, int most) {
        if (!require(field, text)) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        add(field, "draft.error.whole", least, most);
        return OptionalInt.empty();
    }

    /** An address on the web without a login in it; an error otherwise. */
    boolean requireWebAddress(String field, String text) {
        if (!require(field, text)) {
            return false;
        }
        try {
            URI address = new URI(text);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (address.getRawUserInfo() != null) {
                add(field, "draft.error.address.login");
                return false;
            }
            if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return true;
            }
        } catch (URISyntaxException e) {
            // Said below, without the cause: it quotes the address, which may hold a password.
        }
        add(field, "draft.error.address");
        return false;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<FieldError> list() {
        return List.copyOf(found);
    }
}

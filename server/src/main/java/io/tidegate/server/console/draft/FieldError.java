package io.tidegate.server.console.draft;

import io.tidegate.error.TidegateException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a field of a form.
 *
 * @param field its name in the form; a group by the number that it has in the draft
 * @param textKey of the sentence in the language of the page
 * @param arguments of that sentence
 * @param sentence what the part of Tidegate says that will refuse it, in English; null when the text says it all
 * @param remedy what to do about that; null with sentence
 */
public record FieldError(
        String field,
        String textKey,
        List<String> arguments,
        @Nullable String sentence,
        @Nullable String remedy) {
    public FieldError {
        arguments = List.copyOf(arguments);
    }

    static FieldError of(String field, String textKey, Object... arguments) {
        return new FieldError(
                field, textKey, Arrays.stream(arguments).map(String::valueOf).toList(), null, null);
    }

    static FieldError of(String field, String textKey, TidegateException reason) {
        return new FieldError(field, textKey, List.of(), reason.sentence(), reason.remedy());
    }
}

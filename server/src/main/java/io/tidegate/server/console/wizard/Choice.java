package io.tidegate.server.console.wizard;

import io.tidegate.server.console.draft.BrokerLogin.Mechanism;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One of the things that a field can be.
 *
 * @param value as the form sends it
 * @param label as people see it
 */
public record Choice(String value, String label) {
    /** The constants of an enum, told by texts. */
    public static <E extends Enum<E>> List<Choice> of(E[] all, Function<E, String> label) {
        return Arrays.stream(all)
                .map(constant -> new Choice(constant.name(), label.apply(constant)))
                .toList();
    }

    public static List<Choice> mechanisms() {
        return of(Mechanism.values(), Mechanism::shown);
    }

    /** Words that are told as they are. */
    public static List<Choice> words(String... words) {
        return Arrays.stream(words).map(word -> new Choice(word, word)).toList();
    }
}

package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import java.util.Arrays;
import java.util.List;

/** Settings of the section {@code [tidegate.dead-letter]}: a topic for rows that cannot be sent. */
final class DeadLetterSettings {
    private static final String[] ALL_FAILURES = Arrays.stream(DeadLetterFailure.values())
            .map(DeadLetterFailure::toString)
            .toArray(String[]::new);

    static final Setting TOPIC = file(
                    "tidegate.dead-letter.topic",
                    ValueType.text("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}", "name of a topic"),
                    "The topic that gets a short notice in place of a row that cannot be sent.")
            .fallbackShown("none: such a row stops the changefeed")
            .done();
    static final Setting FAILURES = file(
                    "tidegate.dead-letter.failures",
                    ValueType.choices(ALL_FAILURES),
                    "Which rows: those that are too large, those that cannot be encoded.")
            .fallback(new Value.Texts(List.of(ALL_FAILURES)))
            .done();

    static final List<Setting> ALL = List.of(TOPIC, FAILURES);

    private DeadLetterSettings() {}
}

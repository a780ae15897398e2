package io.tidegate.route;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which dispatcher rule a table fell to, for people to read.
 *
 * @param rule index of the rule in {@code sink.dispatchers}; empty for the rule behind all others, which takes every
 *     table
 * @param matcher the rule's table rules
 * @param topic the topic of the table
 * @param partition the partition dispatcher, under its current name
 */
public record RuleMatch(OptionalInt rule, List<String> matcher, String topic, String partition) {
    public RuleMatch {
        matcher = List.copyOf(matcher);
    }

    /** Such as {@code dispatchers[0] shop.*, depot.*: index-value}. */
    @Override
    public String toString() {
        String name = rule.isPresent() ? "dispatchers[" + rule.getAsInt() + "]" : "default";
        return name + " " + String.join(", ", matcher) + ": " + partition;
    }
}

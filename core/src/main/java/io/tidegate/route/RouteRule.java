package io.tidegate.route;

import io.tidegate.config.DispatchRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.filter.TableRules;
import java.util.List;
import java.util.OptionalInt;

/**
 * A dispatcher rule, understood.
 *
 * @param index its place in {@code sink.dispatchers}; empty for the rule behind all others
 * @param written what its user wrote
 * @param matcher which tables it is for
 * @param topic their topics
 * @param partition their partitions
 */
record RouteRule(
        OptionalInt index,
        DispatchRule written,
        TableRules matcher,
        TopicExpression topic,
        PartitionDispatcher partition) {
    /** Reads the rule at a place of {@code sink.dispatchers}. */
    static RouteRule parse(DispatchRule rule, int index, boolean caseSensitive) {
        String place = place(index);
        return new RouteRule(
                OptionalInt.of(index),
                rule,
                TableRules.parse(place + ".matcher", rule.matcher(), caseSensitive),
                TopicExpression.parse(rule.topic(), place + ".topic"),
                PartitionDispatcher.parse(rule, place));
    }

    /** The rule that takes every table to the default topic. */
    static RouteRule last() {
        DispatchRule rule = new DispatchRule(List.of("*.*"), "", "table", "", List.of());
        return new RouteRule(
                OptionalInt.empty(),
                rule,
                TableRules.parse("dispatchers", rule.matcher(), true),
                TopicExpression.parse(rule.topic(), "dispatchers"),
                new PartitionDispatcher.ByTable());
    }

    /** How to speak of this rule. */
    String place() {
        return index.isPresent() ? place(index.getAsInt()) : "default";
    }

    /**
     * Fails when several tables could share a topic by what the rule says.
     *
     * @throws TidegateException with KAFKA_TOPIC_EXPRESSION_INVALID
     */
    void requireTopicPerTable() {
        boolean oneTable = topic.isLiteral() && matcher.matchesOneTableAtMost();
        if (!topic.namesSchemaAndTable() && !oneTable) {
            throw new TidegateException(
                            ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID,
                            "%s.topic: invalid topic expression: %s, the topic rule for Avro must contain {schema} and {table}"
                                    .formatted(place(), topic))
                    .withRemedy("Write the topic as text with {schema} and {table}, or match a single table.");
        }
    }

    private static String place(int index) {
        return "dispatchers[" + index + "]";
    }
}

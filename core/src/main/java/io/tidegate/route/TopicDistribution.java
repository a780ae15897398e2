package io.tidegate.route;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * How tables share topics, in the terms of the page that creates a changefeed; {@link Distribution} turns it into
 * dispatcher rules. All names are checked when one is made: free parts are empty or of {@code A-Z a-z 0-9 . _ -}.
 */
public sealed interface TopicDistribution {
    /** The topic of what belongs to no table. */
    String defaultTopic();

    /** The topic expression of its rules, empty for the default topic. */
    String expression();

    /** What works but may surprise, a sentence each. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * A topic for each table, {@code <prefix><schema><separator><table><suffix>}.
     *
     * @param prefix before the schema
     * @param separator between schema and table
     * @param suffix behind the table
     * @param defaultTopic for schema and watermark events
     */
    record ByTable(String prefix, String separator, String suffix, String defaultTopic) implements TopicDistribution {
        /** Fails with KAFKA_TOPIC_EXPRESSION_INVALID for a part, KAFKA_INVALID_CONFIG for the default topic. */
        public ByTable {
            TopicParts.require("prefix", prefix);
            TopicParts.require("separator", separator);
            TopicParts.require("suffix", suffix);
            TopicName.requireDefaultTopic(defaultTopic);
        }

        @Override
        public String expression() {
            return prefix + TopicExpression.SCHEMA + separator + TopicExpression.TABLE + suffix;
        }

        @Override
        public List<String> warnings() {
            return separator.isEmpty()
                    ? List.of("Without a separator a.bc and ab.c share the topic " + prefix + "abc" + suffix + ".")
                    : List.of();
        }
    }

    /**
     * A topic for each database, {@code <prefix><schema><suffix>}.
     *
     * @param prefix before the schema
     * @param suffix behind the schema
     * @param defaultTopic for events of databases and watermarks
     */
    record ByDatabase(String prefix, String suffix, String defaultTopic) implements TopicDistribution {
        /** Fails with KAFKA_TOPIC_EXPRESSION_INVALID for a part, KAFKA_INVALID_CONFIG for the default topic. */
        public ByDatabase {
            TopicParts.require("prefix", prefix);
            TopicParts.require("suffix", suffix);
            TopicName.requireDefaultTopic(defaultTopic);
        }

        @Override
        public String expression() {
            return prefix + TopicExpression.SCHEMA + suffix;
        }
    }

    /**
     * One topic for everything.
     *
     * @param defaultTopic that topic
     */
    record OneTopic(String defaultTopic) implements TopicDistribution {
        /** Fails with KAFKA_INVALID_CONFIG when it is no name of a topic. */
        public OneTopic {
            TopicName.requireDefaultTopic(defaultTopic);
        }

        @Override
        public String expression() {
            return "";
        }
    }

    /** The distribution that has this topic expression; empty when the page cannot show it. */
    static Optional<TopicDistribution> of(String expression, String defaultTopic) {
        if (expression.isEmpty()) {
            return Optional.of(new OneTopic(defaultTopic));
        }
        Matcher byTable = TopicParts.BY_TABLE.matcher(expression);
        if (byTable.matches()) {
            return Optional.of(new ByTable(byTable.group(1), byTable.group(2), byTable.group(3), defaultTopic));
        }
        Matcher byDatabase = TopicParts.BY_DATABASE.matcher(expression);
        return byDatabase.matches()
                ? Optional.of(new ByDatabase(byDatabase.group(1), byDatabase.group(2), defaultTopic))
                : Optional.empty();
    }
}

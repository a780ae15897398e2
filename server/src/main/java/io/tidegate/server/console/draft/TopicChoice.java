package io.tidegate.server.console.draft;

import io.tidegate.route.TopicDistribution;

/**
 * How tables share topics, as it was typed. Parts that the mode has not stay, and do not count.
 *
 * @param mode which one counts
 * @param prefix before the schema
 * @param separator between schema and table
 * @param suffix behind the name
 * @param defaultTopic of what belongs to no table, or of everything
 */
public record TopicChoice(Mode mode, String prefix, String separator, String suffix, String defaultTopic) {
    public static final TopicChoice INITIAL = new TopicChoice(Mode.BY_TABLE, "", "-", "", "");

    /** The modes of the page. */
    public enum Mode {
        BY_TABLE,
        BY_DATABASE,
        ONE_TOPIC
    }

    /** What was typed for a distribution that is in use. */
    static TopicChoice of(TopicDistribution topics) {
        if (topics instanceof TopicDistribution.ByTable table) {
            return new TopicChoice(
                    Mode.BY_TABLE, table.prefix(), table.separator(), table.suffix(), table.defaultTopic());
        }
        if (topics instanceof TopicDistribution.ByDatabase database) {
            return new TopicChoice(
                    Mode.BY_DATABASE,
                    database.prefix(),
                    INITIAL.separator(),
                    database.suffix(),
                    database.defaultTopic());
        }
        return new TopicChoice(Mode.ONE_TOPIC, "", INITIAL.separator(), "", topics.defaultTopic());
    }

    /**
     * The distribution that is meant.
     *
     * @throws io.tidegate.error.TidegateException KAFKA_TOPIC_EXPRESSION_INVALID, KAFKA_INVALID_CONFIG
     */
    public TopicDistribution distribution() {
        return switch (mode) {
            case BY_TABLE -> new TopicDistribution.ByTable(prefix, separator, suffix, defaultTopic);
            case BY_DATABASE -> new TopicDistribution.ByDatabase(prefix, suffix, defaultTopic);
            case ONE_TOPIC -> new TopicDistribution.OneTopic(defaultTopic);
        };
    }
}

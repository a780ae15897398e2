package io.tidegate.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.tidegate.config.DispatchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where rows go, as the page that creates a changefeed asks for it: one way to name topics for all tables, and for
 * partitions a rule for all tables or one for each of some patterns, of which the first that matches counts. The same as
 * dispatcher rules, and as the text of a configuration file.
 *
 * @param topics how tables share topics
 * @param partitions in order; tables that none matches have the default dispatcher
 */
public record Distribution(TopicDistribution topics, List<PartitionRule> partitions) {
    private static final TomlMapper TOML = new TomlMapper();

    public Distribution {
        partitions = List.copyOf(partitions);
    }

    /**
     * The distribution that has these rules; empty when the page cannot show them, as when they differ in their topics.
     *
     * @param rules as {@code sink.dispatchers} has them
     * @param defaultTopic the topic of the sink URI
     */
    public static Optional<Distribution> of(List<DispatchRule> rules, String defaultTopic) {
        List<String> expressions =
                rules.stream().map(DispatchRule::topic).distinct().toList();
        boolean everyTable = rules.stream().anyMatch(rule -> rule.matcher().equals(PartitionRule.EVERY_TABLE));
        if (expressions.size() > 1 || (!everyTable && !expressions.equals(List.of("")) && !rules.isEmpty())) {
            return Optional.empty();
        }
        return TopicDistribution.of(rules.isEmpty() ? "" : expressions.get(0), defaultTopic)
                .map(topics -> new Distribution(
                        topics,
                        rules.stream()
                                .map(rule -> new PartitionRule(
                                        rule.matcher(), rule.partition(), rule.index(), rule.columns()))
                                .toList()));
    }

    /** The rules of {@code sink.dispatchers}: every table has one. */
    public List<DispatchRule> rules() {
        List<DispatchRule> rules = new ArrayList<>();
        for (PartitionRule rule : partitions) {
            rules.add(new DispatchRule(
                    rule.matcher(), topics.expression(), rule.dispatcher(), rule.index(), rule.columns()));
        }
        if (partitions.stream().noneMatch(rule -> rule.matcher().equals(PartitionRule.EVERY_TABLE))) {
            rules.add(new DispatchRule(PartitionRule.EVERY_TABLE, topics.expression(), "", "", List.of()));
        }
        return rules;
    }

    /** The rules as a line of a configuration file. */
    public String toml() {
        ObjectNode root = TOML.createObjectNode();
        ArrayNode dispatchers = root.putObject("sink").putArray("dispatchers");
        for (DispatchRule rule : rules()) {
            ObjectNode written = dispatchers.addObject();
            rule.matcher().forEach(written.putArray("matcher")::add);
            putUnlessEmpty(written, "topic", rule.topic());
            putUnlessEmpty(written, "partition", rule.partition());
            putUnlessEmpty(written, "index", rule.index());
            if (!rule.columns().isEmpty()) {
                rule.columns().forEach(written.putArray("columns")::add);
            }
        }
        try {
            return TOML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and lists are always TOML", e);
        }
    }

    private static void putUnlessEmpty(ObjectNode rule, String key, String value) {
        if (!value.isEmpty()) {
            rule.put(key, value);
        }
    }
}

package io.tidegate.route;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is worth saying about dispatcher rules and the tables they meet. Filled once, then read; not thread safe. */
final class RouteReview {
    private final List<String> warnings = new ArrayList<>();

    /** Tables by topic, of rules that mean to give each table its own. */
    private final Map<String, List<TableName>> tablesOfTopic = new TreeMap<>();

    void add(RouteRule rule) {
        if (rule.written().partition().equalsIgnoreCase("rowid")) {
            warnings.add(rule.place() + ": rowid is an old name of the partition dispatcher index-value.");
        }
    }

    /**
     * Looks at a table with the rule that decides about it.
     *
     * @throws TidegateException with DISPATCHER_FAILED
     */
    void add(TableVersion table, RouteRule rule, String topic) {
        int[] columns = rule.partition().columns(table);
        if (rule.partition() instanceof PartitionDispatcher.ByColumns && !arePartOfUniqueKey(table, columns)) {
            warnings.add(
                    "%s: the columns of %s are not part of a unique key of %s; if an UPDATE changes them, the old and the new version of the row can be read in the wrong order."
                            .formatted(rule.place(), rule.partition().label(), table.name()));
        }
        if (rule.topic().isPerTable()) {
            tablesOfTopic.computeIfAbsent(topic, key -> new ArrayList<>()).add(table.name());
        }
    }

    /**
     * Fails when tables share a topic.
     *
     * @throws TidegateException with KAFKA_TOPIC_EXPRESSION_INVALID
     */
    void requireTopicPerTable() {
        sharedTopics().findFirst().ifPresent(shared -> {
            throw new TidegateException(ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID, shared)
                    .withRemedy("Give one of the tables a dispatcher rule with another topic before this rule.");
        });
    }

    List<String> warnings() {
        return Stream.concat(
                        warnings.stream(),
                        sharedTopics()
                                .map(shared -> shared + "; give one of them a rule of its own to keep them apart."))
                .toList();
    }

    private Stream<String> sharedTopics() {
        return tablesOfTopic.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getValue().stream().map(TableName::toString).collect(Collectors.joining(", "))
                        + " share the topic " + entry.getKey());
    }

    private static boolean arePartOfUniqueKey(TableVersion table, int[] columns) {
        List<Integer> ordinals = Arrays.stream(columns).boxed().toList();
        return table.keys().stream().anyMatch(key -> key.columns().containsAll(ordinals));
    }
}

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
    private static final int NAMED = 10;

    private final List<String> warnings = new ArrayList<>();

    /** Tables by topic, of rules that mean to give each table its own. */
    private final Map<String, List<TableName>> tablesOfTopic = new TreeMap<>();

    private final Map<String, List<TableName>> tablesOfAnyTopic = new TreeMap<>();

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
        tablesOfAnyTopic.computeIfAbsent(topic, key -> new ArrayList<>()).add(table.name());
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
        shared(tablesOfAnyTopic).findFirst().ifPresent(shared -> {
            throw new TidegateException(
                            ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID,
                            shared + ", and the format Avro needs a topic for each table")
                    .withRemedy("Add a dispatcher rule that gives each table a topic of its own, such as {matcher ="
                            + " ['*.*'], topic = '{schema}_{table}'} in sink.dispatchers; of tables whose names become"
                            + " the same topic, give one a rule with another topic before it.");
        });
    }

    List<String> warnings() {
        return Stream.concat(
                        warnings.stream(),
                        shared(tablesOfTopic)
                                .map(shared -> shared + "; give one of them a rule of its own to keep them apart."))
                .toList();
    }

    private static Stream<String> shared(Map<String, List<TableName>> topics) {
        return topics.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> named(entry.getValue()) + " share the topic " + entry.getKey());
    }

    private static String named(List<TableName> tables) {
        String names = tables.stream().limit(NAMED).map(TableName::toString).collect(Collectors.joining(", "));
        return tables.size() > NAMED ? names + " and " + (tables.size() - NAMED) + " more" : names;
    }

    private static boolean arePartOfUniqueKey(TableVersion table, int[] columns) {
        List<Integer> ordinals = Arrays.stream(columns).boxed().toList();
        return table.keys().stream().anyMatch(key -> key.columns().containsAll(ordinals));
    }
}

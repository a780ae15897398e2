package io.tidegate.route;

import io.tidegate.config.DispatchRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.filter.ColumnSelection;
import io.tidegate.filter.ColumnSelectors;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The rules of {@code sink.dispatchers}, and behind them one that takes every table into the default topic, by table.
 * The first rule that matches a table decides about its topic and its partitions together. Immutable.
 */
public final class DispatchRouter implements Router {
    private final List<RouteRule> rules;
    private final String defaultTopic;
    private final boolean oneTablePerTopic;

    private DispatchRouter(List<RouteRule> rules, String defaultTopic, boolean oneTablePerTopic) {
        this.rules = List.copyOf(rules);
        this.defaultTopic = defaultTopic;
        this.oneTablePerTopic = oneTablePerTopic;
    }

    /**
     * A router for formats that mix tables in a topic.
     *
     * @throws TidegateException with FILTER_RULE_INVALID, KAFKA_TOPIC_EXPRESSION_INVALID, DISPATCHER_FAILED, or
     *     KAFKA_INVALID_CONFIG for the default topic
     */
    public static DispatchRouter of(List<DispatchRule> rules, String defaultTopic, boolean caseSensitive) {
        return of(rules, defaultTopic, caseSensitive, false);
    }

    /**
     * @param oneTablePerTopic whether the format (Avro) wants a topic of its own for each table: topic expressions must
     *     have both placeholders unless their rule matches one table only. Tables that no rule matches still go to the
     *     default topic
     * @throws TidegateException see {@link #of(List, String, boolean)}
     */
    public static DispatchRouter of(
            List<DispatchRule> rules, String defaultTopic, boolean caseSensitive, boolean oneTablePerTopic) {
        List<RouteRule> parsed = new ArrayList<>(rules.size() + 1);
        for (int i = 0; i < rules.size(); i++) {
            RouteRule rule = RouteRule.parse(rules.get(i), i, caseSensitive);
            if (oneTablePerTopic) {
                rule.requireTopicPerTable();
            }
            parsed.add(rule);
        }
        parsed.add(RouteRule.last());
        return new DispatchRouter(parsed, TopicName.requireDefaultTopic(defaultTopic), oneTablePerTopic);
    }

    @Override
    public Route route(TableVersion table, PartitionCounts partitions) {
        RouteRule rule = rule(table.name());
        return rule.partition().route(table, rule.topic().topic(table.name(), defaultTopic), partitions);
    }

    @Override
    public String topic(TableName table) {
        return rule(table).topic().topic(table, defaultTopic);
    }

    @Override
    public String topic(Ddl ddl) {
        return ddl.isDatabase() ? defaultTopic : topic(ddl.sourceName());
    }

    @Override
    public String defaultTopic() {
        return defaultTopic;
    }

    /** Which rule decides about a table. */
    public RuleMatch describe(TableName table) {
        RouteRule rule = rule(table);
        return new RuleMatch(
                rule.index(),
                rule.written().matcher(),
                rule.topic().topic(table, defaultTopic),
                rule.partition().label());
    }

    /**
     * Holds the rules against the tables that exist.
     *
     * @return what works but is likely not meant, one sentence each
     * @throws TidegateException with DISPATCHER_FAILED when the index or columns of a rule are missing in its table, with
     *     KAFKA_TOPIC_EXPRESSION_INVALID when tables share a topic and the format does not allow it
     */
    public List<String> review(Collection<TableVersion> tables) {
        RouteReview review = new RouteReview();
        rules.forEach(review::add);
        for (TableVersion table : tables) {
            review.add(table, rule(table.name()), topic(table.name()));
        }
        if (oneTablePerTopic) {
            review.requireTopicPerTable();
        }
        return review.warnings();
    }

    /**
     * Holds the rules against what is sent of the tables that exist.
     *
     * @throws TidegateException with COLUMN_SELECTOR_FAILED when a selector leaves out a column that the partition of a
     *     row depends on by name, or every key of a table
     */
    public void review(Collection<TableVersion> tables, ColumnSelectors selectors) {
        for (TableVersion table : tables) {
            selectors.selection(table).ifPresent(selection -> requireSent(table, selection));
        }
    }

    private void requireSent(TableVersion table, ColumnSelection selection) {
        PartitionDispatcher dispatcher = rule(table.name()).partition();
        if (!(dispatcher instanceof PartitionDispatcher.ByColumns)) {
            return;
        }
        for (int column : dispatcher.columns(table)) {
            if (!selection.table().columns().contains(table.column(column))) {
                throw new TidegateException(
                                ErrorCode.COLUMN_SELECTOR_FAILED,
                                "the filtered out column is used in the column dispatcher, table: " + table.name()
                                        + ", column: " + table.column(column).name())
                        .withRemedy("Select the column, or take it out of the dispatcher rule's columns.");
            }
        }
    }

    private RouteRule rule(TableName table) {
        for (RouteRule rule : rules) {
            if (rule.matcher().matches(table)) {
                return rule;
            }
        }
        throw new IllegalStateException("the last rule matches every table");
    }
}

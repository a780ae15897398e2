package io.tidegate.server.console.draft;

import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.config.DispatchRule;
import io.tidegate.config.EventFilterRule;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.SinkProtocol;
import io.tidegate.filter.ColumnSelectors;
import io.tidegate.filter.EventFilters;
import io.tidegate.filter.TableRules;
import io.tidegate.route.DispatchRouter;
import io.tidegate.route.PartitionRule;
import io.tidegate.route.TopicDistribution;
import io.tidegate.source.StartText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What is wrong with the step "Changefeed", as far as it shows without a look at source and Kafka. */
public final class ChangefeedErrors {
    private static final int MOST_REPLICAS = 32_767;
    private static final int MOST_PARTITIONS = 1_000_000;
    private static final int PARTITIONS_PER_BROKER = 10;
    private static final Pattern POSITION = Pattern.compile("(binlog|gtid):.+");

    private final Draft draft;
    private final ChangefeedStep step;
    private final FieldErrors errors = new FieldErrors();

    private ChangefeedErrors(Draft draft) {
        this.draft = draft;
        this.step = draft.changefeed();
    }

    /**
     * In the order of the form; empty if nothing is wrong.
     *
     * @param draft whose step "Target" has no errors
     * @param brokers how many brokers the cluster has, if that is known
     */
    public static List<FieldError> of(Draft draft, OptionalInt brokers) {
        return new ChangefeedErrors(draft).find(brokers);
    }

    private List<FieldError> find(OptionalInt brokers) {
        rules();
        eventFilters(step.tables().eventFilters());
        columnSelectors(step.tables().columns());
        format(step.format());
        topics(step.topics());
        partitions(step.partitions());
        counts(brokers);
        start(step.start());
        if (errors.isEmpty()) {
            errors.ask("", "draft.error.refused", this::whole);
        }
        return errors.list();
    }

    private void rules() {
        List<String> rules = step.tables().rules();
        for (int i = 0; i < rules.size(); i++) {
            List<String> lines = after(i, "", rules.get(i));
            errors.ask("rules", "draft.error.rule", () -> TableRules.parse("rules", lines, caseSensitive()));
        }
    }

    private void eventFilters(List<EventFilterRule> filters) {
        for (int i = 0; i < filters.size(); i++) {
            EventFilterRule filter = filters.get(i);
            List<String> none = List.of();
            matcher("event-filters", i, filter.matcher());
            if (filter.equals(EventFilterRule.ofEvents(filter.matcher(), none))) {
                errors.add("event-filters." + i + ".ignore-event", "draft.error.event-filter.empty");
            }
            eventFilter(i, "ignore-event", EventFilterRule.ofEvents(none, filter.ignoreEvent()));
            eventFilter(i, "ignore-sql", EventFilterRule.ofSql(none, filter.ignoreSql()));
            eventFilter(i, "insert", EventFilterRule.ofValues(none, filter.ignoreInsertValueExpr(), "", "", ""));
            eventFilter(i, "update-new", EventFilterRule.ofValues(none, "", filter.ignoreUpdateNewValueExpr(), "", ""));
            eventFilter(i, "update-old", EventFilterRule.ofValues(none, "", "", filter.ignoreUpdateOldValueExpr(), ""));
            eventFilter(i, "delete", EventFilterRule.ofValues(none, "", "", "", filter.ignoreDeleteValueExpr()));
        }
    }

    /** @param part of the filter that the field has, without matcher */
    private void eventFilter(int place, String field, EventFilterRule part) {
        List<EventFilterRule> rules = after(place, EventFilterRule.ofEvents(List.of(), List.of()), part);
        errors.ask(
                "event-filters." + place + "." + field,
                "draft.error.event-filter",
                () -> EventFilters.of(rules, caseSensitive()));
    }

    private void columnSelectors(List<ColumnSelectorRule> selectors) {
        for (int i = 0; i < selectors.size(); i++) {
            List<String> columns = selectors.get(i).columns();
            String field = "column-selectors." + i + ".columns";
            matcher("column-selectors", i, selectors.get(i).matcher());
            if (columns.isEmpty()) {
                errors.add(field, "draft.error.required");
            }
            List<ColumnSelectorRule> rules =
                    after(i, new ColumnSelectorRule(List.of(), List.of()), new ColumnSelectorRule(List.of(), columns));
            errors.ask(field, "draft.error.column-selector", () -> ColumnSelectors.of(rules, caseSensitive(), true));
        }
    }

    private void matcher(String list, int place, List<String> matcher) {
        String field = list + "." + place + ".matcher";
        if (matcher.isEmpty()) {
            errors.add(field, "draft.error.required");
        }
        errors.ask(
                field,
                "draft.error.rule",
                () -> TableRules.parse(list + "[" + place + "].matcher", matcher, caseSensitive()));
    }

    private void format(FormatChoice format) {
        if (format.protocol() != SinkProtocol.AVRO) {
            return;
        }
        FormatChoice.Registry registry = format.registry();
        if (errors.requireWebAddress("registry-url", registry.url())) {
            errors.ask("registry-url", "draft.error.registry", () -> SchemaRegistryConfig.parse(registry.url()));
        }
        if (registry.authenticated()) {
            errors.require("registry-user", registry.user());
            if (BrokerLogin.isMissing(registry.password())) {
                errors.add("registry-password", "draft.error.required");
            }
        }
        if (step.topics().mode() != TopicChoice.Mode.BY_TABLE) {
            errors.add("topic-mode", "draft.error.avro.topics");
        }
    }

    private void topics(TopicChoice topics) {
        boolean byTable = topics.mode() == TopicChoice.Mode.BY_TABLE;
        if (topics.mode() != TopicChoice.Mode.ONE_TOPIC) {
            part("topic-prefix", topics.prefix());
            part("topic-suffix", topics.suffix());
        }
        if (byTable) {
            part("topic-separator", topics.separator());
        }
        if (errors.require("default-topic", topics.defaultTopic())) {
            errors.ask(
                    "default-topic", "draft.error.topic", () -> new TopicDistribution.OneTopic(topics.defaultTopic()));
        }
    }

    private void part(String field, String part) {
        errors.ask(field, "draft.error.topic.part", () -> new TopicDistribution.ByDatabase(part, "", "topic"));
    }

    private void partitions(List<PartitionRule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            PartitionRule rule = rules.get(i);
            matcher("partitions", i, rule.matcher());
            if (rule.dispatcher().equals("columns") && rule.columns().isEmpty()) {
                errors.add("partitions." + i + ".columns", "draft.error.required");
                continue;
            }
            List<DispatchRule> dispatch = after(
                    i,
                    new DispatchRule(List.of(), "", "", "", List.of()),
                    new DispatchRule(List.of(), "", rule.dispatcher(), rule.index(), rule.columns()));
            errors.ask(
                    "partitions." + i + ".dispatcher",
                    "draft.error.partition",
                    () -> DispatchRouter.of(dispatch, "topic", caseSensitive()));
        }
    }

    private void counts(OptionalInt brokers) {
        OptionalInt replicas = errors.requireWhole("replication-factor", step.replicationFactor(), 1, MOST_REPLICAS);
        if (replicas.isPresent() && brokers.isPresent() && replicas.getAsInt() > brokers.getAsInt()) {
            errors.add("replication-factor", "draft.error.replicas", brokers.getAsInt());
        }
        if (!step.partitionNumber().isEmpty()) {
            int most = Math.min(MOST_PARTITIONS, brokers.orElse(MOST_PARTITIONS) * PARTITIONS_PER_BROKER);
            errors.requireWhole("partition-number", step.partitionNumber(), 1, most);
        }
    }

    private void start(StartChoice start) {
        String field = field(start.kind());
        boolean isGiven =
                switch (start.kind()) {
                    case NOW, SNAPSHOT -> true;
                    case TIME -> errors.require(field, start.time());
                    case TSO -> errors.require(field, start.tso());
                    case POSITION -> errors.require(field, start.position());
                };
        if (start.kind() == StartChoice.Kind.POSITION
                && isGiven
                && !POSITION.matcher(start.position()).matches()) {
            errors.add(field, "draft.error.start.position");
        } else if (isGiven) {
            errors.ask(field, "draft.error." + field, () -> StartText.OF_REQUEST.parse(start.text(), ZoneOffset.UTC));
        }
        try {
            ZoneId.of(start.timeZone().isEmpty() ? "UTC" : start.timeZone());
        } catch (DateTimeException e) {
            errors.add("time-zone", "draft.error.time-zone", start.timeZone());
        }
    }

    private static String field(StartChoice.Kind kind) {
        return switch (kind) {
            case NOW, SNAPSHOT -> "start";
            case TIME -> "start-time";
            case TSO -> "start-tso";
            case POSITION -> "start-position";
        };
    }

    /** What only shows when all of it is read together. */
    private void whole() {
        ResolvedConfig config = DraftRequest.resolve(draft);
        DispatchRouter.of(
                config.dispatchRules(),
                config.kafka().defaultTopic(),
                config.caseSensitive(),
                config.format().protocol() == SinkProtocol.AVRO);
    }

    private boolean caseSensitive() {
        return step.tables().caseSensitive();
    }

    /** A list in which an element has its place. */
    private static <T> List<T> after(int place, T nothing, T element) {
        List<T> list = new ArrayList<>(Collections.nCopies(place, nothing));
        list.add(element);
        return list;
    }
}

package io.tidegate.server.console.draft;

import io.tidegate.config.AvroConfig;
import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.config.EventFilterRule;
import io.tidegate.config.KeylessTables;
import io.tidegate.config.SimpleConfig;
import io.tidegate.config.SinkProtocol;
import io.tidegate.route.PartitionRule;
import io.tidegate.server.console.draft.FormatChoice.Registry;
import java.util.List;
import java.util.Map;

/**
 * The form of the step "Changefeed". Its fields are {@code rules} (one or more, a rule a line), {@code case-sensitive} (check
 * box), {@code keyless}; {@code event-filters.N.} with {@code matcher}, {@code ignore-event}, {@code ignore-sql} (lines each),
 * {@code insert}, {@code update-new}, {@code update-old} and {@code delete} (expressions); {@code column-selectors.N.} with
 * {@code matcher} and {@code columns} (lines); {@code format}, {@code tidb-extension} (check box), {@code avro-decimal}, {@code
 * avro-bigint-unsigned}, {@code simple-encoding}, {@code registry-url}, {@code registry-login} (check box), {@code
 * registry-user}, {@code registry-password}, {@code registry-ca}; {@code topic-mode}, {@code topic-prefix}, {@code
 * topic-separator}, {@code topic-suffix}, {@code default-topic}; {@code partitions.N.} with {@code matcher} (lines), {@code
 * dispatcher}, {@code index} and {@code columns} (lines); {@code replication-factor}, {@code partition-number}; {@code start},
 * {@code start-time}, {@code start-tso}, {@code start-position} and {@code time-zone}. Groups that are not sent are gone.
 */
public final class ChangefeedForm {
    private ChangefeedForm() {}

    /** What was submitted. A password that is left empty stays as long as it goes to the same registry as the same user. */
    public static ChangefeedStep read(Map<String, List<String>> fields, ChangefeedStep before) {
        FormFields form = new FormFields(fields);
        return new ChangefeedStep(
                tables(form, before.tables()),
                format(form, before.format()),
                topics(form, before.topics()),
                form.groups("partitions").stream()
                        .map(ChangefeedForm::partition)
                        .toList(),
                form.text("replication-factor", before.replicationFactor()),
                form.text("partition-number", before.partitionNumber()),
                start(form, before.start()));
    }

    private static TableChoice tables(FormFields form, TableChoice before) {
        return new TableChoice(
                form.lines("rules", before.rules()),
                form.flag("case-sensitive"),
                form.choice("keyless", KeylessTables.values(), before.keyless()),
                form.groups("event-filters").stream()
                        .map(ChangefeedForm::eventFilter)
                        .toList(),
                form.groups("column-selectors").stream()
                        .map(group -> new ColumnSelectorRule(group.lines("matcher"), group.lines("columns")))
                        .toList());
    }

    private static EventFilterRule eventFilter(FormFields group) {
        return new EventFilterRule(
                group.lines("matcher"),
                group.lines("ignore-event"),
                group.lines("ignore-sql"),
                group.text("insert", ""),
                group.text("update-new", ""),
                group.text("update-old", ""),
                group.text("delete", ""));
    }

    private static PartitionRule partition(FormFields group) {
        return new PartitionRule(
                group.lines("matcher"), group.text("dispatcher", ""), group.text("index", ""), group.lines("columns"));
    }

    private static FormatChoice format(FormFields form, FormatChoice before) {
        return new FormatChoice(
                form.choice("format", SinkProtocol.values(), before.protocol()),
                form.flag("tidb-extension"),
                form.choice("avro-decimal", AvroConfig.Decimals.values(), before.decimals()),
                form.choice("avro-bigint-unsigned", AvroConfig.UnsignedBigints.values(), before.unsignedBigints()),
                form.choice("simple-encoding", SimpleConfig.Encoding.values(), before.encoding()),
                registry(form, before.registry()));
    }

    private static Registry registry(FormFields form, Registry before) {
        String url = form.text("registry-url", before.url());
        String user = form.text("registry-user", before.user());
        boolean isForTheSame = url.equals(before.url()) && user.equals(before.user());
        return new Registry(
                url,
                form.flag("registry-login"),
                user,
                TargetForm.kept(form.secret("registry-password"), before.password(), isForTheSame),
                form.text("registry-ca", before.ca()));
    }

    private static TopicChoice topics(FormFields form, TopicChoice before) {
        return new TopicChoice(
                form.choice("topic-mode", TopicChoice.Mode.values(), before.mode()),
                form.text("topic-prefix", before.prefix()),
                form.text("topic-separator", before.separator()),
                form.text("topic-suffix", before.suffix()),
                form.text("default-topic", before.defaultTopic()));
    }

    private static StartChoice start(FormFields form, StartChoice before) {
        return new StartChoice(
                form.choice("start", StartChoice.Kind.values(), before.kind()),
                form.text("start-time", before.time()),
                form.text("start-tso", before.tso()),
                form.text("start-position", before.position()),
                form.text("time-zone", before.timeZone()));
    }

    /** The form filled in, secrets included. */
    static Map<String, List<String>> write(ChangefeedStep step) {
        FilledFields form = new FilledFields();
        writeTables(form, step.tables());
        writeFormat(form, step.format());
        TopicChoice topics = step.topics();
        form.put("topic-mode", topics.mode())
                .put("topic-prefix", topics.prefix())
                .put("topic-separator", topics.separator())
                .put("topic-suffix", topics.suffix())
                .put("default-topic", topics.defaultTopic());
        for (int i = 0; i < step.partitions().size(); i++) {
            PartitionRule rule = step.partitions().get(i);
            String group = "partitions." + i + ".";
            form.put(group + "matcher", rule.matcher())
                    .put(group + "dispatcher", rule.dispatcher())
                    .put(group + "index", rule.index())
                    .put(group + "columns", rule.columns());
        }
        StartChoice start = step.start();
        return form.put("replication-factor", step.replicationFactor())
                .put("partition-number", step.partitionNumber())
                .put("start", start.kind())
                .put("start-time", start.time())
                .put("start-tso", start.tso())
                .put("start-position", start.position())
                .put("time-zone", start.timeZone())
                .values();
    }

    private static void writeTables(FilledFields form, TableChoice tables) {
        form.put("rules", tables.rules())
                .put("case-sensitive", tables.caseSensitive())
                .put("keyless", tables.keyless());
        for (int i = 0; i < tables.eventFilters().size(); i++) {
            EventFilterRule filter = tables.eventFilters().get(i);
            String group = "event-filters." + i + ".";
            form.put(group + "matcher", filter.matcher())
                    .put(group + "ignore-event", filter.ignoreEvent())
                    .put(group + "ignore-sql", filter.ignoreSql())
                    .put(group + "insert", filter.ignoreInsertValueExpr())
                    .put(group + "update-new", filter.ignoreUpdateNewValueExpr())
                    .put(group + "update-old", filter.ignoreUpdateOldValueExpr())
                    .put(group + "delete", filter.ignoreDeleteValueExpr());
        }
        for (int i = 0; i < tables.columns().size(); i++) {
            ColumnSelectorRule selector = tables.columns().get(i);
            String group = "column-selectors." + i + ".";
            form.put(group + "matcher", selector.matcher()).put(group + "columns", selector.columns());
        }
    }

    private static void writeFormat(FilledFields form, FormatChoice format) {
        Registry registry = format.registry();
        form.put("format", format.protocol())
                .put("tidb-extension", format.tidbExtension())
                .put("avro-decimal", format.decimals())
                .put("avro-bigint-unsigned", format.unsignedBigints())
                .put("simple-encoding", format.encoding())
                .put("registry-url", registry.url())
                .put("registry-login", registry.authenticated())
                .put("registry-user", registry.user())
                .put("registry-password", registry.password())
                .put("registry-ca", registry.ca());
    }
}

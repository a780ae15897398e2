package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import java.util.List;

/** Settings of the section {@code [filter]}. */
final class FilterSettings {
    private static final String EVENT_FILTERS = "filter.event-filters[].";

    static final Setting RULES = file(
                    "filter.rules",
                    ValueType.texts(),
                    "Which tables are replicated: `schema.table` with `*` and `?`, `!` excludes, the last rule that matches counts.")
            .fallback(new Value.Texts(List.of("*.*")))
            .fallbackShown("`[\"*.*\"]`")
            .done();

    static final List<Setting> ALL = List.of(
            RULES,
            file("filter.ignore-txn-start-ts", ValueType.wholes(), "Transactions to leave out, by their start.")
                    .fallback(new Value.Texts(List.of()))
                    .unavailable()
                    .done(),
            eventFilter("matcher", ValueType.texts(), "Tables the rule is for."),
            eventFilter("ignore-event", ValueType.texts(), "Kinds of events to leave out."),
            eventFilter("ignore-sql", ValueType.texts(), "DDL statements to leave out, as regular expressions."),
            eventFilter("ignore-insert-value-expr", ValueType.text(), "Inserts to leave out, by their new row."),
            eventFilter("ignore-update-new-value-expr", ValueType.text(), "Updates to leave out, by their new row."),
            eventFilter("ignore-update-old-value-expr", ValueType.text(), "Updates to leave out, by their old row."),
            eventFilter("ignore-delete-value-expr", ValueType.text(), "Deletes to leave out, by their row."),
            file(
                            EVENT_FILTERS + "ignore-update-only-columns",
                            ValueType.texts(),
                            "Updates to leave out because they change nothing but these columns.")
                    .otherVersion("later versions of TiCDC")
                    .done(),
            file("filter.ddl-allow-list", ValueType.texts(), "Kinds of DDL to replicate in addition.")
                    .otherVersion("earlier versions of TiCDC")
                    .done());

    private FilterSettings() {}

    private static Setting eventFilter(String name, ValueType type, String description) {
        return file(EVENT_FILTERS + name, type, description)
                .fallback(type instanceof ValueType.TextsType ? new Value.Texts(List.of()) : new Value.Text(""))
                .fallbackShown("")
                .unavailable()
                .done();
    }
}

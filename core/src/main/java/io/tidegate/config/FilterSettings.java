package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import java.util.List;

/** Settings of the section {@code [filter]}. */
final class FilterSettings {
    /** The list of event filters. */
    static final String EVENT_FILTERS = "filter.event-filters";

    static final Setting RULES = file(
                    "filter.rules",
                    ValueType.texts(),
                    "Which tables are replicated: `schema.table` with `*` and `?`, `!` excludes, the last rule that matches counts.")
            .fallback(new Value.Texts(List.of("*.*")))
            .fallbackShown("`[\"*.*\"]`")
            .done();

    static final Setting IGNORE_TXN_START_TS = file(
                    "filter.ignore-txn-start-ts",
                    ValueType.wholes(),
                    "Transactions of TiDB to leave out, by their start-ts.")
            .fallback(new Value.Texts(List.of()))
            .remark("MySQL and MariaDB have no start-ts")
            .done();
    static final Setting IGNORE_TRANSACTIONS = file(
                    "tidegate.filter.ignore-transactions",
                    ValueType.texts(),
                    "Transactions of MySQL and MariaDB to leave out, by their GTID or by `file:offset` of their begin in the"
                            + " binlog. Their DDLs take effect but are not sent.")
            .fallback(new Value.Texts(List.of()))
            .done();
    static final Setting MATCHER =
            eventFilter("matcher", ValueType.texts(), "Tables the rule is for.").done();
    static final Setting IGNORE_EVENT = eventFilter(
                    "ignore-event",
                    ValueType.texts(),
                    "Kinds of events to leave out, such as `delete`, `all ddl`, `drop table`.")
            .done();
    static final Setting IGNORE_SQL = eventFilter(
                    "ignore-sql",
                    ValueType.texts(),
                    "DDL statements to leave out, as regular expressions without case.")
            .done();
    static final Setting IGNORE_INSERT_VALUE_EXPR =
            expression("ignore-insert-value-expr", "Inserts to leave out, by an SQL expression on their row.");
    static final Setting IGNORE_UPDATE_NEW_VALUE_EXPR =
            expression("ignore-update-new-value-expr", "Updates to leave out, by an SQL expression on their new row.");
    static final Setting IGNORE_UPDATE_OLD_VALUE_EXPR =
            expression("ignore-update-old-value-expr", "Updates to leave out, by an SQL expression on their old row.");
    static final Setting IGNORE_DELETE_VALUE_EXPR =
            expression("ignore-delete-value-expr", "Deletes to leave out, by an SQL expression on their row.");

    static final List<Setting> ALL = List.of(
            RULES,
            IGNORE_TXN_START_TS,
            IGNORE_TRANSACTIONS,
            MATCHER,
            IGNORE_EVENT,
            IGNORE_SQL,
            IGNORE_INSERT_VALUE_EXPR,
            IGNORE_UPDATE_NEW_VALUE_EXPR,
            IGNORE_UPDATE_OLD_VALUE_EXPR,
            IGNORE_DELETE_VALUE_EXPR,
            file(
                            EVENT_FILTERS + "[].ignore-update-only-columns",
                            ValueType.texts(),
                            "Updates to leave out because they change nothing but these columns.")
                    .otherVersion("later versions of TiCDC")
                    .done(),
            file("filter.ddl-allow-list", ValueType.texts(), "Kinds of DDL to replicate in addition.")
                    .otherVersion("earlier versions of TiCDC")
                    .done());

    private FilterSettings() {}

    private static Setting.Draft eventFilter(String name, ValueType type, String description) {
        return file(EVENT_FILTERS + "[]." + name, type, description)
                .fallback(type instanceof ValueType.TextsType ? new Value.Texts(List.of()) : new Value.Text(""))
                .fallbackShown("");
    }

    private static Setting expression(String name, String description) {
        return eventFilter(name, ValueType.text(), description).done();
    }
}

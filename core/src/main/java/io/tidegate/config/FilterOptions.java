package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what is left out: the section {@code [filter]} and the entries of {@code sink.column-selectors}. */
final class FilterOptions {
    private static final Pattern GTID = Pattern.compile(
            "\\d+-\\d+-\\d+|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(:[A-Za-z_]\\w{0,31})?:\\d+");
    private static final Pattern POSITION = Pattern.compile("[^:\\s]+:\\d+");

    private FilterOptions() {}

    /** @throws TidegateException CONFIG_INVALID_VALUE for a start-ts or a transaction that is none */
    static FilterConfig filter(SettingValues values, List<SettingValues> eventFilters, List<ConfigWarning> warnings) {
        List<String> rules = values.texts(FilterSettings.RULES);
        return new FilterConfig(
                rules.isEmpty() ? List.of("*.*") : rules,
                values.texts(FilterSettings.IGNORE_TXN_START_TS).stream()
                        .map(FilterOptions::startTs)
                        .toList(),
                values.texts(FilterSettings.IGNORE_TRANSACTIONS).stream()
                        .map(FilterOptions::transaction)
                        .collect(Collectors.toSet()),
                eventFilters(eventFilters, warnings));
    }

    static List<ColumnSelectorRule> columnSelectors(List<SettingValues> tables, List<ConfigWarning> warnings) {
        List<ColumnSelectorRule> rules = new ArrayList<>();
        for (SettingValues table : tables) {
            ColumnSelectorRule rule = new ColumnSelectorRule(
                    table.texts(SinkSettings.SELECTOR_MATCHER), table.texts(SinkSettings.SELECTOR_COLUMNS));
            if (rule.matcher().isEmpty()) {
                warnings.add(withoutMatcher(SinkSettings.COLUMN_SELECTORS, rules.size()));
            }
            rules.add(rule);
        }
        return rules;
    }

    private static List<EventFilterRule> eventFilters(List<SettingValues> tables, List<ConfigWarning> warnings) {
        List<EventFilterRule> rules = new ArrayList<>();
        for (SettingValues table : tables) {
            EventFilterRule rule = new EventFilterRule(
                    table.texts(FilterSettings.MATCHER),
                    table.texts(FilterSettings.IGNORE_EVENT),
                    table.texts(FilterSettings.IGNORE_SQL),
                    table.text(FilterSettings.IGNORE_INSERT_VALUE_EXPR),
                    table.text(FilterSettings.IGNORE_UPDATE_NEW_VALUE_EXPR),
                    table.text(FilterSettings.IGNORE_UPDATE_OLD_VALUE_EXPR),
                    table.text(FilterSettings.IGNORE_DELETE_VALUE_EXPR));
            if (rule.matcher().isEmpty()) {
                warnings.add(withoutMatcher(FilterSettings.EVENT_FILTERS, rules.size()));
            } else if (rule.leavesNothingOut()) {
                warnings.add(new ConfigWarning(
                        place(FilterSettings.EVENT_FILTERS, rules.size()),
                        "a rule without ignore-… leaves nothing out"));
            }
            rules.add(rule);
        }
        return rules;
    }

    private static long startTs(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new TidegateException(
                    ErrorCode.CONFIG_INVALID_VALUE,
                    FilterSettings.IGNORE_TXN_START_TS + ": " + text + " is not an unsigned number of 64 bits",
                    e);
        }
    }

    /** A GTID has no case, the name of a file has. */
    private static String transaction(String text) {
        String name = text.strip();
        if (GTID.matcher(name).matches()) {
            return name.toLowerCase(Locale.ROOT);
        }
        if (!POSITION.matcher(name).matches()) {
            throw new TidegateException(
                    ErrorCode.CONFIG_INVALID_VALUE,
                    FilterSettings.IGNORE_TRANSACTIONS + ": \"" + text
                            + "\" is no GTID, such as 0-1-42 or 3e11fa47-71ca-11e1-9e33-c80aa9429562:23, and no file:offset");
        }
        return name;
    }

    private static ConfigWarning withoutMatcher(String list, int index) {
        return new ConfigWarning(place(list, index), "a rule without matcher matches no table");
    }

    private static String place(String list, int index) {
        return list + "[" + index + "]";
    }
}

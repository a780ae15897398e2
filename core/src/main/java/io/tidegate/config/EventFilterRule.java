package io.tidegate.config;

import java.util.List;

/**
 * One rule of {@code filter.event-filters} as its user wrote it: which changes of some tables to leave out. An empty text
 * or list leaves nothing out.
 *
 * @param matcher table rules
 * @param ignoreEvent names of kinds of events, such as {@code delete} or {@code truncate table}
 * @param ignoreSql regular expressions, held against the text of DDL statements
 * @param ignoreInsertValueExpr SQL expression on the row of an INSERT
 * @param ignoreUpdateNewValueExpr SQL expression on the new row of an UPDATE
 * @param ignoreUpdateOldValueExpr SQL expression on the old row of an UPDATE
 * @param ignoreDeleteValueExpr SQL expression on the row of a DELETE
 */
public record EventFilterRule(
        List<String> matcher,
        List<String> ignoreEvent,
        List<String> ignoreSql,
        String ignoreInsertValueExpr,
        String ignoreUpdateNewValueExpr,
        String ignoreUpdateOldValueExpr,
        String ignoreDeleteValueExpr) {
    public EventFilterRule {
        matcher = List.copyOf(matcher);
        ignoreEvent = List.copyOf(ignoreEvent);
        ignoreSql = List.copyOf(ignoreSql);
    }

    /** A rule on kinds of events alone. */
    public static EventFilterRule ofEvents(List<String> matcher, List<String> ignoreEvent) {
        return new EventFilterRule(matcher, ignoreEvent, List.of(), "", "", "", "");
    }

    /** A rule on the text of DDL statements alone. */
    public static EventFilterRule ofSql(List<String> matcher, List<String> ignoreSql) {
        return new EventFilterRule(matcher, List.of(), ignoreSql, "", "", "", "");
    }

    /** A rule on values alone, the expressions in the order of the constructor. */
    public static EventFilterRule ofValues(
            List<String> matcher, String insert, String updateNew, String updateOld, String delete) {
        return new EventFilterRule(matcher, List.of(), List.of(), insert, updateNew, updateOld, delete);
    }

    /** Whether nothing is said about what to leave out. */
    boolean leavesNothingOut() {
        return ignoreEvent.isEmpty()
                && ignoreSql.isEmpty()
                && ignoreInsertValueExpr.isEmpty()
                && ignoreUpdateNewValueExpr.isEmpty()
                && ignoreUpdateOldValueExpr.isEmpty()
                && ignoreDeleteValueExpr.isEmpty();
    }
}

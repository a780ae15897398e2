package io.tidegate.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tidegate.config.EventFilterRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.filter.expression.Expression;
import io.tidegate.model.Ddl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code filter.event-filters}, understood.
 *
 * @param place how to speak of it, such as {@code event-filters[0]}
 * @param matcher which tables it is for
 * @param types the kinds of events it leaves out
 * @param sql it leaves out DDLs in whose text one of these is found
 * @param insert it leaves out inserts for whose row this is true; null for none
 * @param updateNew it leaves out updates for whose new row this is true; null for none
 * @param updateOld it leaves out updates for whose old row this is true; null for none
 * @param delete it leaves out deletes for whose row this is true; null for none
 */
record EventFilter(
        String place,
        TableRules matcher,
        EventTypes types,
        List<Pattern> sql,
        @Nullable Expression insert,
        @Nullable Expression updateNew,
        @Nullable Expression updateOld,
        @Nullable Expression delete) {
    /** Reads the rule at a place of the list. */
    static EventFilter parse(EventFilterRule rule, int index, boolean caseSensitive) {
        String place = "event-filters[" + index + "]";
        return new EventFilter(
                place,
                TableRules.parse(place + ".matcher", rule.matcher(), caseSensitive),
                EventTypes.named(place + ".ignore-event", rule.ignoreEvent()),
                patterns(place + ".ignore-sql", rule.ignoreSql()),
                expression(place + ".ignore-insert-value-expr", rule.ignoreInsertValueExpr()),
                expression(place + ".ignore-update-new-value-expr", rule.ignoreUpdateNewValueExpr()),
                expression(place + ".ignore-update-old-value-expr", rule.ignoreUpdateOldValueExpr()),
                expression(place + ".ignore-delete-value-expr", rule.ignoreDeleteValueExpr()));
    }

    /** Whether the DDL is left out: by its kind or by its text. */
    boolean ignores(Ddl ddl) {
        boolean matches =
                ddl.isDatabase() ? matcher.matchesSchema(ddl.table().schema()) : matcher.matches(ddl.sourceName());
        return matches
                && (types.has(ddl)
                        || sql.stream().anyMatch(text -> text.matcher(ddl.sql()).find()));
    }

    private static @Nullable Expression expression(String setting, String text) {
        return text.isBlank() ? null : Expression.parse(setting, text);
    }

    private static List<Pattern> patterns(String setting, List<String> texts) {
        List<Pattern> patterns = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            try {
                patterns.add(Pattern.compile(texts.get(i), Pattern.CASE_INSENSITIVE));
            } catch (PatternSyntaxException e) {
                throw new TidegateException(
                                ErrorCode.FILTER_RULE_INVALID,
                                "%s[%d]: failed to create binlog event filter: error parsing regexp: %s"
                                        .formatted(setting, i, e.getDescription() + ": `" + e.getPattern() + "`"),
                                e)
                        .withRemedy("Write a regular expression of RE2, without look-ahead and back-references.");
            }
        }
        return List.copyOf(patterns);
    }
}

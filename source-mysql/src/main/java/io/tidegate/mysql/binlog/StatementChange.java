package io.tidegate.mysql.binlog;

import io.tidegate.model.TableName;
import io.tidegate.source.TableSelection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a change that was logged as its text may change a selected table. An INSERT, REPLACE or LOAD names its one
 * table; for all others every database that could be meant counts, because a change missed would be lost.
 */
final class StatementChange {
    private static final Set<String> SYSTEM_SCHEMAS =
            Set.of("mysql", "sys", "information_schema", "performance_schema");
    private static final String NAME = "(?:`((?:[^`]|``)+)`|([\\w$]+))";
    private static final Pattern QUALIFIED = Pattern.compile(NAME + "\\s*\\.\\s*" + NAME);
    private static final Pattern ONE_TARGET = Pattern.compile(
            "\\A(?:(?:INSERT|REPLACE)(?:\\s+(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE))*(?:\\s+INTO\\b)?"
                    + "|LOAD\\s+DATA\\b.*?\\bINTO\\s+TABLE\\b)\\s*" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private StatementChange() {}

    static boolean mayConcern(QueryEvent query, TableSelection selection) {
        String statement = StatementKind.withoutPreamble(query.asciiText());
        Matcher target = ONE_TARGET.matcher(statement);
        if (target.find()) {
            String first = name(target, 1);
            boolean qualified = target.group(3) != null || target.group(4) != null;
            return qualified ? matches(first, name(target, 3), selection) : matches(query.schema(), first, selection);
        }
        List<String> schemas = query.updatedSchemas().isEmpty() ? List.of(query.schema()) : query.updatedSchemas();
        if (schemas.stream().anyMatch(schema -> !SYSTEM_SCHEMAS.contains(schema) && selection.matchesSchema(schema))) {
            return true;
        }
        Matcher qualified = QUALIFIED.matcher(statement);
        while (qualified.find()) {
            if (matches(name(qualified, 1), name(qualified, 3), selection)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String schema, String table, TableSelection selection) {
        return !SYSTEM_SCHEMAS.contains(schema) && selection.matches(new TableName(schema, table));
    }

    private static String name(Matcher matcher, int group) {
        String quoted = matcher.group(group);
        return quoted == null ? matcher.group(group + 1) : quoted.replace("``", "`");
    }
}

package io.tidegate.server.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus speaks of: series with the labels that it wants of them, and labels by which it groups
 * or joins. Enough of the language to find the names in it; whether it is well formed is promtool's business.
 */
final class PromQl {
    /** A series that is asked for. */
    record Selector(String series, Map<String, String> equal, Set<String> labels) {}

    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"]*\"|[0-9][0-9a-zA-Z.]*|\\[[^]]*]|[a-zA-Z_:$][a-zA-Z0-9_:$]*|[{}()]|[^\\s]");
    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    final List<Selector> selectors = new ArrayList<>();
    final Set<String> groupingLabels = new HashSet<>();

    PromQl(String expression) {
        Matcher token = TOKEN.matcher(expression);
        int from = 0;
        while (token.find(from)) {
            from = token.end();
            String text = token.group();
            if (!Character.isLetter(text.charAt(0)) || WORDS.contains(text)) {
                continue;
            }
            String rest = expression.substring(from).stripLeading();
            int restAt = expression.length() - rest.length();
            if (GROUPING.contains(text)) {
                int close = expression.indexOf(')', from);
                for (String label : expression
                        .substring(expression.indexOf('(', from) + 1, close)
                        .split(",")) {
                    groupingLabels.add(label.strip());
                }
                from = close + 1;
            } else if (rest.startsWith("{")) {
                int close = expression.indexOf('}', restAt);
                selectors.add(selector(text, expression.substring(restAt + 1, close)));
                from = close + 1;
            } else if (!rest.startsWith("(") && !isGroupedFunction(rest)) {
                selectors.add(selector(text, ""));
            }
        }
    }

    /** {@code sum by (…) (…)}: the name of a function although no parenthesis follows. */
    private static boolean isGroupedFunction(String rest) {
        return rest.matches("(?s)(by|without)\\s*\\(.*");
    }

    private static Selector selector(String series, String matchers) {
        Map<String, String> equal = new LinkedHashMap<>();
        Set<String> labels = new HashSet<>();
        Matcher matcher = MATCHER.matcher(matchers);
        while (matcher.find()) {
            labels.add(matcher.group(1));
            if (matcher.group(2).equals("=")) {
                equal.put(matcher.group(1), matcher.group(3));
            }
        }
        return new Selector(series, equal, labels);
    }
}

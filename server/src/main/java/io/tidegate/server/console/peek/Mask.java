package io.tidegate.server.console.peek;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which columns somebody wants hidden. Those whose names sound like secrets are hidden until somebody was offered to see them
 * and chose so.
 *
 * @param chosen names of columns to hide
 * @param offered sensitive names that were offered when that was chosen
 */
public record Mask(Set<String> chosen, Set<String> offered) {
    public static Mask of(Collection<String> chosen, Collection<String> offered) {
        return new Mask(lower(chosen), lower(offered));
    }

    /** Whether the values of a column are hidden. */
    public boolean hides(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        return chosen.contains(name) || (isSensitive(column) && !offered.contains(name));
    }

    public boolean isSensitive(String column) {
        return SensitiveNames.contain(column);
    }

    /** What is hidden of these columns and of what was chosen, in lower case. */
    Set<String> hidden(Set<String> columns) {
        Set<String> hidden = new TreeSet<>(chosen);
        hidden.addAll(lower(columns.stream().filter(this::hides).toList()));
        return hidden;
    }

    private static Set<String> lower(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}

package io.tidegate.testkit.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One table as the messages so far make it. Not thread safe. */
final class FoldedTable {
    private final KeyedTable table;
    private final Map<List<@Nullable String>, Map<String, @Nullable String>> rows = new HashMap<>();
    private final Map<List<@Nullable String>, Long> lastVersions = new HashMap<>();

    FoldedTable(KeyedTable table) {
        this.table = table;
    }

    int size() {
        return rows.size();
    }

    /** The version that the row's key had in the message before, and which this one replaces; null if there was none. */
    @Nullable
    Long replaceVersion(Change change, long version) {
        // A row without a key is alone with its version.
        return table.hasKey() ? lastVersions.put(key(change.values()), version) : null;
    }

    void fold(Change change) {
        List<@Nullable String> key = key(change.values());
        switch (change.kind()) {
            case INSERT -> rows.put(key, change.values());
            case UPDATE -> {
                rows.remove(oldKey(change));
                rows.put(key, change.values());
            }
            case DELETE -> rows.remove(key);
            case DDL, WATERMARK -> throw new IllegalArgumentException("no row: " + change);
        }
    }

    /** Tells each difference to what the database holds. */
    void compare(Map<List<@Nullable String>, Map<String, @Nullable String>> actual, Consumer<String> complain) {
        actual.forEach((key, row) -> {
            Map<String, @Nullable String> other = rows.get(key);
            if (other == null) {
                complain.accept(table.name() + key + " is in the database only");
            } else {
                compareRow(table.name() + key, row, other, complain);
            }
        });
        rows.keySet().stream()
                .filter(key -> !actual.containsKey(key))
                .forEach(key -> complain.accept(table.name() + key + " is in the topics only"));
    }

    // A message has the columns of its own time: one that was dropped since, or added since with its default, does not
    // count.
    private static void compareRow(
            String name,
            Map<String, @Nullable String> row,
            Map<String, @Nullable String> other,
            Consumer<String> complain) {
        row.forEach((column, text) -> {
            if (!Objects.equals(text, other.get(column))) {
                complain.accept(name + "." + column + " is <" + text + "> in the database and <" + other.get(column)
                        + "> in the topics");
            }
        });
    }

    /** Messages may leave out of {@code old} what did not change. */
    private List<@Nullable String> oldKey(Change change) {
        List<@Nullable String> key = new ArrayList<>();
        for (String column : table.key()) {
            key.add(
                    change.old().containsKey(column)
                            ? change.old().get(column)
                            : change.values().get(column));
        }
        return key;
    }

    private List<@Nullable String> key(Map<String, @Nullable String> values) {
        List<@Nullable String> key = new ArrayList<>();
        table.key().forEach(column -> key.add(values.get(column)));
        return key;
    }
}

package io.tidegate.demo;

import io.tidegate.testkit.ledger.Change;
import io.tidegate.testkit.ledger.Change.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A row change in a few words: its values, and for an UPDATE what it changed them from. */
final class ChangeText {
    private ChangeText() {}

    static String of(Change change) {
        StringJoiner text = new StringJoiner("  ");
        if (change.kind() == Kind.UPDATE) {
            change.values().forEach((column, value) -> {
                String old = change.old().get(column);
                if (change.old().containsKey(column) && !Objects.equals(old, value)) {
                    text.add(column + " " + old + " → " + value);
                }
            });
        }
        for (Map.Entry<String, @Nullable String> column : change.values().entrySet()) {
            boolean shown = change.kind() == Kind.UPDATE
                    && change.old().containsKey(column.getKey())
                    && !Objects.equals(change.old().get(column.getKey()), column.getValue());
            if (!shown) {
                text.add(column.getKey() + "=" + column.getValue());
            }
        }
        return text.toString();
    }
}

package io.tidegate.server.console.peek;

import io.tidegate.server.MessageView;
import io.tidegate.server.console.peek.ShownText.Fate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The last messages of a topic as a page shows them, the newest first. What is hidden is in none of the texts.
 *
 * @param messages cut so that a page of them stays small
 * @param columns names that they have, and those that were chosen to be hidden
 * @param mask what is hidden
 */
public record ShownMessages(List<ShownMessage> messages, Set<String> columns, Mask mask) {
    private static final int PAGE_CHARACTERS = 30_000;
    private static final int KEY_CHARACTERS = 500;
    private static final int COLUMNS = 200;

    public static ShownMessages of(List<MessageView> views, Mask mask) {
        Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<MessageText> keys = new ArrayList<>();
        List<MessageText> values = new ArrayList<>();
        for (MessageView view : views) {
            keys.add(text(view.key()));
            values.add(text(view.value()));
        }
        Set<String> found = new TreeSet<>();
        keys.forEach(key -> found.addAll(key.columns()));
        values.forEach(value -> found.addAll(value.columns()));
        Set<String> hidden = mask.hidden(found);
        found.stream().filter(mask::isSensitive).forEach(columns::add);
        found.stream().limit(COLUMNS).forEach(columns::add);
        columns.addAll(mask.chosen());
        int length = PAGE_CHARACTERS / Math.max(1, views.size());
        List<ShownMessage> messages = new ArrayList<>();
        for (int place = 0; place < views.size(); place++) {
            MessageView view = views.get(place);
            messages.add(new ShownMessage(
                    view.partition(),
                    view.offset(),
                    view.time(),
                    shown(view.key() != null, keys.get(place), hidden, KEY_CHARACTERS),
                    shown(view.value() != null, values.get(place), hidden, length)));
        }
        Collections.reverse(messages);
        return new ShownMessages(messages, columns, mask);
    }

    private static MessageText text(@Nullable String text) {
        return MessageText.of(text == null ? "" : text);
    }

    private static ShownText shown(boolean isThere, MessageText text, Set<String> hidden, int length) {
        if (!isThere) {
            return new ShownText("", Fate.NONE, 0);
        }
        Optional<String> shown = text.without(hidden);
        if (shown.isEmpty()) {
            return new ShownText("", Fate.HIDDEN, 0);
        }
        String whole = shown.get();
        return whole.length() <= length
                ? new ShownText(whole, Fate.SHOWN, 0)
                : new ShownText(whole.substring(0, length), Fate.SHOWN, whole.length() - length);
    }
}

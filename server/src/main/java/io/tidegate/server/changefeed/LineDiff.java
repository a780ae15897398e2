package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** How two JSON values differ, line by line: the hunks of a unified diff of their indented text. */
final class LineDiff {
    private static final int CONTEXT = 3;
    private static final int FILE_NAMES = 2;

    private LineDiff() {}

    /** Each line begins with {@code @@}, a space, {@code -} or {@code +}; there are none if nothing differs. */
    static List<String> of(JsonNode before, JsonNode after) {
        List<String> old = lines(before);
        List<String> unified =
                UnifiedDiffUtils.generateUnifiedDiff("", "", old, DiffUtils.diff(old, lines(after)), CONTEXT);
        return unified.isEmpty() ? List.of() : List.copyOf(unified.subList(FILE_NAMES, unified.size()));
    }

    private static List<String> lines(JsonNode json) {
        return json.toPrettyString().lines().toList();
    }
}

package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the server's stream of events line by line: {@code changefeeds} with all of them, {@code changefeed} with one, {@code
 * removed} with an id; the form is that of server-sent events in the HTML standard.
 */
final class FeedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT = "event:";
    private static final String DATA = "data:";

    private final @Nullable String only;
    private final int most;
    private final FeedView view;
    private String event = "";
    private int seen;

    /**
     * @param only the id of the one that is asked for; null for all
     * @param most how many changes are shown; 0 for all
     */
    FeedEvents(@Nullable String only, int most, FeedView view) {
        this.only = only;
        this.most = most;
        this.view = view;
    }

    boolean isOver() {
        return most > 0 && seen >= most;
    }

    /** Takes a line. Returns whether more are wanted. */
    boolean line(String line) {
        if (line.startsWith(EVENT)) {
            event = line.substring(EVENT.length()).strip();
        } else if (line.startsWith(DATA)) {
            data(line.substring(DATA.length()).strip());
        }
        return !isOver();
    }

    private void data(String text) {
        JsonNode data;
        try {
            data = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new TidegateException(ErrorCode.SERVER_ANSWER, "an event is not JSON", e);
        }
        switch (event) {
            case "changefeeds" -> data.path("items").forEach(this::changed);
            case "changefeed" -> changed(data);
            case "removed" -> removed(data.path("id").asText());
            default -> {
                return; // a newer server may tell more
            }
        }
        view.told();
    }

    private void changed(JsonNode status) {
        if (isWanted(status.path("id").asText())) {
            seen++;
            view.changed(status);
        }
    }

    private void removed(String id) {
        if (isWanted(id)) {
            seen++;
            view.removed(id);
        }
    }

    private boolean isWanted(String id) {
        return !isOver() && (only == null || only.equals(id));
    }
}

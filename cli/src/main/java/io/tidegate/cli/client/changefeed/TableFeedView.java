package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.TextTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** A table that is drawn anew in its place, for a terminal. */
final class TableFeedView implements FeedView {
    private final PrintWriter out;
    private final ZoneId zone;
    private final Map<String, JsonNode> feeds = new TreeMap<>();
    private int drawnLines;

    TableFeedView(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    @Override
    public void changed(JsonNode status) {
        feeds.put(status.path("id").asText(), status);
    }

    @Override
    public void removed(String id) {
        feeds.remove(id);
    }

    @Override
    public void told() {
        TextTable table = new TextTable("ID", "STATE", "CHECKPOINT", "LAG", "ROWS/S", "ROWS SENT", "REASON");
        feeds.values()
                .forEach(status -> table.row(
                        status.path("id").asText(),
                        status.path("state").asText(),
                        FeedText.time(status.path("checkpoint_time"), zone),
                        FeedText.lag(status),
                        FeedText.speed(status),
                        status.path("sent_rows").asText(),
                        FeedText.reason(status)));
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text), "There are no changefeeds.");
        if (drawnLines > 0) {
            out.print("\u001b[" + drawnLines + "A\u001b[J"); // up to where the last one began, and away with it
        }
        out.print(text);
        out.flush();
        drawnLines = (int) text.toString().lines().count();
    }
}

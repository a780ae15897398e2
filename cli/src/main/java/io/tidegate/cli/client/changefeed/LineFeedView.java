package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.PlainText;
import io.tidegate.cli.client.Surroundings;
import io.tidegate.cli.client.Times;
import java.io.PrintWriter;

/** A line for each change, for logs. */
final class LineFeedView implements FeedView {
    private final PrintWriter out;
    private final Surroundings surroundings;

    LineFeedView(PrintWriter out, Surroundings surroundings) {
        this.out = out;
        this.surroundings = surroundings;
    }

    @Override
    public void changed(JsonNode status) {
        String reason = FeedText.reason(status);
        line(status.path("id").asText() + " " + status.path("state").asText() + " lag " + FeedText.lag(status)
                + " rows/s " + FeedText.speed(status) + (reason.isEmpty() ? "" : " " + reason));
    }

    @Override
    public void removed(String id) {
        line(id + " REMOVED");
    }

    private void line(String text) {
        out.println(Times.of(surroundings.clock().instant(), surroundings.zone()) + " " + PlainText.of(text));
        out.flush();
    }
}

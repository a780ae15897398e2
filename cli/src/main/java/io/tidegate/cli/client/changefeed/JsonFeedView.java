package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiClient;
import java.io.PrintWriter;

/** An object to a line, for programs. */
final class JsonFeedView implements FeedView {
    private final PrintWriter out;

    JsonFeedView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void changed(JsonNode status) {
        out.println(status);
        out.flush();
    }

    @Override
    public void removed(String id) {
        out.println(ApiClient.object().put("id", id).put("state", "REMOVED"));
        out.flush();
    }
}

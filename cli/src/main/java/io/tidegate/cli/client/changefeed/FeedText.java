package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.Times;
import java.time.Instant;
import java.time.ZoneId;

/** The status of a changefeed, as our own part of the API tells it, in the words of the commands. */
final class FeedText {
    private FeedText() {}

    /** How far the checkpoint is behind. */
    static String lag(JsonNode status) {
        JsonNode lag = status.path("checkpoint_lag_ms");
        return lag.isNumber() ? Times.seconds(lag.asLong()) : "-";
    }

    /** Where the lag arises. */
    static String lagParts(JsonNode status) {
        JsonNode lag = status.path("lag");
        return "source " + Times.seconds(lag.path("source_ms").asLong()) + ", queue "
                + Times.seconds(lag.path("queue_ms").asLong()) + ", sink "
                + Times.seconds(lag.path("sink_ms").asLong());
    }

    /** Rows per second, and how many it may have. */
    static String speed(JsonNode status) {
        long quota = status.path("quota_rows_per_second").asLong();
        return Math.round(status.path("rows_per_second").asDouble()) + (quota == 0 ? "" : " of " + quota);
    }

    static String time(JsonNode time, ZoneId zone) {
        return time.isTextual() ? Times.of(Instant.parse(time.textValue()), zone) : "";
    }

    /** Why it is in its state: what the server says, or the error behind it. */
    static String reason(JsonNode status) {
        String reason = status.path("reason").asText("");
        return reason.isEmpty() ? ErrorText.oneLine(status.path("error")) : reason;
    }
}

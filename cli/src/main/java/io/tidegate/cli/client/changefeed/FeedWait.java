package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ApiPath;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Waits for a changefeed that somebody wants to see run. */
final class FeedWait {
    private static final long LOOK_MILLIS = 500;

    private FeedWait() {}

    /** @throws TidegateException of the error that the changefeed failed with */
    static void untilItRuns(ClientSession session, String id) {
        String told = "";
        Instant begin = session.now();
        while (true) {
            JsonNode progress = session.api()
                    .get(ApiPath.own("changefeeds", id, "progress"))
                    .json();
            String state = progress.path("state").asText();
            switch (state) {
                case "RUNNING", "FINISHED" -> {
                    return;
                }
                case "FAILED" -> throw failure(id, progress.path("error"));
                case "PAUSED", "PAUSING", "DELETING" ->
                    throw new TidegateException(
                            ErrorCode.CHANGEFEED_UPDATE_REFUSED, "somebody else changed " + id + ", it is " + state);
                default -> {
                    String reason = progress.path("reason").asText();
                    String now = "waiting for " + id + ", " + state + (reason.isEmpty() ? "" : ": " + reason);
                    if (!now.equals(told)) {
                        told = now;
                        session.progress().begin(now);
                    }
                    session.progress().elapsed(Duration.between(begin, session.now()));
                    pause();
                }
            }
        }
    }

    private static TidegateException failure(String id, JsonNode error) {
        TidegateException failure = new TidegateException(
                ErrorCode.of(error.path("code").asText()).orElse(ErrorCode.CHECK_FAILED),
                "changefeed " + id + " failed: " + error.path("message").asText());
        String remedy = error.path("remedy").asText();
        return remedy.isEmpty() ? failure : failure.withRemedy(remedy);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.SERVER_UNREACHABLE, "the wait was ended", e);
        }
    }
}

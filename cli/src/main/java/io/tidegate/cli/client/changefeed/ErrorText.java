package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;

/** An error of a changefeed, {@code {time, code, message}}, for people. */
final class ErrorText {
    private ErrorText() {}

    /** Empty for no error. */
    static String oneLine(JsonNode error) {
        String code = error.path("code").asText("");
        String message = error.path("message").asText("");
        return code.isEmpty() ? message : code + ": " + message;
    }
}

package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;

/** An error of a changefeed, {@code {time, addr, code, message}} and perhaps a remedy, for people. */
final class ErrorText {
    private ErrorText() {}

    /** Empty for no error. */
    static String oneLine(JsonNode error) {
        String code = error.path("code").asText("");
        String message = error.path("message").asText("");
        if (code.isEmpty()) {
            return message;
        }
        return message.contains(code) ? message : code + ": " + message;
    }
}

package io.tidegate.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import org.jspecify.annotations.Nullable;

/**
 * What a server says when it refuses a request: {@code application/problem+json} of RFC 9457 with TiCDC's {@code
 * error_code} and {@code error_msg}, or those two alone, as TiCDC itself answers.
 */
final class ApiProblem {
    private static final int UNAUTHORIZED = 401;

    private ApiProblem() {}

    /**
     * The error that the answer tells of.
     *
     * @param body the answer, null if it is not JSON
     */
    static TidegateException of(int status, @Nullable JsonNode body, ServerAddress server) {
        String code = body == null ? "" : body.path("error_code").asText();
        if (body == null || code.isEmpty()) {
            return new TidegateException(ErrorCode.SERVER_ANSWER, server + " answered with HTTP status " + status);
        }
        return ErrorCode.of(code).map(known -> known(known, body, status)).orElseGet(() -> unknown(code, body));
    }

    private static TidegateException known(ErrorCode code, JsonNode body, int status) {
        String summary = code.summary() + ": ";
        String text = text(body, code.code());
        TidegateException error =
                new TidegateException(code, text.startsWith(summary) ? text.substring(summary.length()) : text);
        if (status == UNAUTHORIZED && code == ErrorCode.UNAUTHENTICATED) {
            return error.withRemedy(
                    "Put an API token into TIDEGATE_TOKEN or into a file for --token-file, or run tidegate"
                            + " login; an administrator makes tokens with tidegate token create.");
        }
        String remedy = body.path("remedy").asText();
        return remedy.isEmpty() ? error : error.withRemedy(remedy);
    }

    /** A server of another version may have codes that this one has not. */
    private static TidegateException unknown(String code, JsonNode body) {
        String remedy = body.path("remedy").asText();
        TidegateException error = new TidegateException(ErrorCode.SERVER_ANSWER, code + ": " + text(body, code));
        return remedy.isEmpty() ? error : error.withRemedy(remedy);
    }

    private static String text(JsonNode body, String code) {
        String detail = body.path("detail").asText();
        if (!detail.isEmpty()) {
            return detail;
        }
        String message = body.path("error_msg").asText();
        String prefix = "[" + code + "]";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}

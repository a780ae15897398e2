package io.tidegate.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as the API tells it: {@code application/problem+json} of RFC 9457, with TiCDC's {@code error_msg} and {@code
 * error_code} beside the standard members, so that clients of either find what they look for.
 *
 * @param code of the catalogue
 * @param status of HTTP
 * @param detail what was found
 * @param remedy what to do
 * @param field the place in the request that it is about, null for none
 * @param id by which it is found in the log, null if it is not there
 */
public record Problem(
        ErrorCode code,
        int status,
        String detail,
        String remedy,
        @Nullable String field,
        @Nullable String id) {
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]");

    public static Problem of(TidegateException error) {
        return new Problem(
                error.code(), error.code().httpStatus(), error.detail(), error.remedy(), error.field(), null);
    }

    /** An error of which nobody may see more than the id in the log. */
    static Problem defect(String id) {
        ErrorCode code = ErrorCode.INTERNAL_ERROR;
        return new Problem(
                code, code.httpStatus(), "the log of the server has it under " + id, code.remedy(), null, id);
    }

    Problem inLog(String newId) {
        return new Problem(code, status, detail, remedy, field, newId);
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:tidegate:error:" + code.code())
                .put("title", code.summary())
                .put("status", status)
                .put("detail", detail)
                .put("remedy", remedy)
                .put("error_code", code.code())
                .put("error_msg", "[" + code.code() + "]" + detail);
        if (field != null) {
            ObjectNode details = json.putObject("details").put("field", field);
            Matcher index = INDEX.matcher(field);
            if (index.find()) {
                details.put("index", Integer.parseInt(index.group(1)));
            }
        }
        return id == null ? json : json.put("instance", "urn:uuid:" + id);
    }
}

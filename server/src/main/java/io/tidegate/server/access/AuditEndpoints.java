package io.tidegate.server.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.state.AuditEntry;
import io.tidegate.state.AuditRecord;
import io.tidegate.state.AuditStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log, page by page, the newest entry first. */
final class AuditEndpoints {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1000;

    private final AuditLog audit;

    AuditEndpoints(AuditLog audit) {
        this.audit = audit;
    }

    List<Endpoint> list() {
        return List.of(Endpoint.get("/api/v2/tidegate/audit", Access.ADMIN, this::page));
    }

    /** {@code next} of an answer is {@code before} of the next page; without it there is none. */
    private void page(Context context) {
        long before = number("before", context.queryParam("before"), AuditStore.END);
        int limit = (int) Math.min(MOST, number("limit", context.queryParam("limit"), DEFAULT_LIMIT));
        List<AuditRecord> records = audit.page(before, limit);
        ObjectNode answer = Answers.items(records, AuditEndpoints::shape);
        if (records.size() == limit) {
            answer.put("next", Long.toString(records.get(limit - 1).number()));
        }
        Answers.send(context, answer);
    }

    private static ObjectNode shape(AuditRecord record) {
        AuditEntry entry = record.entry();
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", Long.toString(record.number()))
                .put("at", entry.at().toString())
                .put("actor", entry.actor())
                .put("via", entry.via())
                .put("remote", entry.remote())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("outcome", entry.outcome())
                .put("detail", entry.detail());
    }

    private static long number(String name, @Nullable String text, long fallback) {
        if (text == null) {
            return fallback;
        }
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, name + " is no whole number from 1")
                    .withField(name);
        }
        return Long.parseLong(text);
    }
}

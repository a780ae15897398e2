package io.tidegate.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.Revision;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.state.DdlRecord;
import io.tidegate.state.DeliveredDdl;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What became of a changefeed: its configurations and the DDLs it came to, page by page, the newest first. {@code next} of
 * an answer is {@code before} of the next page; without it there is none.
 */
final class HistoryRoutes {
    private static final int LIMIT = 100;
    private static final int MOST = 1000;

    private final Changefeeds changefeeds;

    HistoryRoutes(Changefeeds changefeeds) {
        this.changefeeds = changefeeds;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(OwnChangefeedRoutes.ONE + "/history", Access.VIEWER, this::history),
                Endpoint.get(OwnChangefeedRoutes.ONE + "/ddl", Access.VIEWER, this::ddls));
    }

    private void history(Context context) {
        int limit = limit(context);
        List<Revision> page = changefeeds.history(context.pathParam("id"), before(context), limit);
        send(context, Answers.items(page, HistoryRoutes::revision), page, limit, Revision::number);
    }

    private void ddls(Context context) {
        int limit = limit(context);
        List<DdlRecord> page = changefeeds.ddls(context.pathParam("id"), before(context), limit);
        send(context, Answers.items(page, HistoryRoutes::ddl), page, limit, DdlRecord::number);
    }

    private static <T> void send(
            Context context, ObjectNode answer, List<T> page, int limit, ToLongFunction<T> number) {
        if (page.size() == limit) {
            answer.put("next", Long.toString(number.applyAsLong(page.get(limit - 1))));
        }
        Answers.send(context, answer);
    }

    private static ObjectNode revision(Revision revision) {
        ObjectNode shape = Answers.object()
                .put("number", Long.toString(revision.number()))
                .put("at", revision.at().toString())
                .put("who", revision.who())
                .put("what", revision.what());
        shape.set("configuration", revision.configuration());
        revision.diff().forEach(shape.putArray("diff")::add);
        return shape.put("hidden", revision.hidden());
    }

    private static ObjectNode ddl(DdlRecord record) {
        DeliveredDdl ddl = record.ddl();
        return Answers.object()
                .put("number", Long.toString(record.number()))
                .put("at", ddl.at().toString())
                .put("commit_ts", Long.toUnsignedString(ddl.commitTs()))
                .put("schema", ddl.schema())
                .put("table", ddl.table())
                .put("statement", ddl.statement())
                .put("outcome", ddl.outcome());
    }

    private static long before(Context context) {
        return Parameters.whole(context, "before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    }

    private static int limit(Context context) {
        return (int) Parameters.whole(context, "limit", LIMIT, 1, MOST);
    }
}

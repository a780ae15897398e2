package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.Revision;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import io.tidegate.state.DdlRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What became of a changefeed: its configurations and the DDLs it came to, page by page, the newest first. */
final class FeedHistories {
    private static final int REVISIONS = 8;
    private static final int DDLS = 40;

    private final FeedRoom room;
    private final Changefeeds changefeeds;

    FeedHistories(FeedRoom room, Changefeeds changefeeds) {
        this.room = room;
        this.changefeeds = changefeeds;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(FeedTab.DDL.route(), Access.VIEWER, this::ddls),
                Endpoint.get(FeedTab.HISTORY.route(), Access.VIEWER, this::history));
    }

    private void ddls(Context context) {
        List<DdlRecord> page = changefeeds.ddls(context.pathParam("id"), before(context), DDLS);
        room.send(
                context,
                FeedTab.DDL,
                "feed/ddl.jte",
                Map.of("records", page, "older", older(page, DDLS, DdlRecord::number)));
    }

    private void history(Context context) {
        List<Revision> page = changefeeds.history(context.pathParam("id"), before(context), REVISIONS);
        room.send(
                context,
                FeedTab.HISTORY,
                "feed/history.jte",
                Map.of("revisions", page, "older", older(page, REVISIONS, Revision::number)));
    }

    /** What to ask for as {@code before} to see more, empty if this was all. */
    private static <T> String older(List<T> page, int limit, ToLongFunction<T> number) {
        return page.size() < limit ? "" : Long.toString(number.applyAsLong(page.get(limit - 1)));
    }

    /** Whatever is no number means the newest. */
    private static long before(Context context) {
        return Optional.ofNullable(context.queryParam("before"))
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }
}

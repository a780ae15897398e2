package io.tidegate.server.console;

import io.javalin.http.Context;
import io.tidegate.server.access.AuditLog;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.changefeed.ErrorReport;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What there is to see of a changefeed without asking its ends: how it does, its tables, its errors, who did what with it. */
final class FeedTabs {
    private static final int ENTRIES = 100;

    private final FeedRoom room;
    private final Changefeeds changefeeds;
    private final AuditLog audit;

    FeedTabs(FeedRoom room, Changefeeds changefeeds, AuditLog audit) {
        this.room = room;
        this.changefeeds = changefeeds;
        this.audit = audit;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(FeedTab.OVERVIEW.route(), Access.VIEWER, this::overview),
                Endpoint.get(FeedTab.TABLES.route(), Access.VIEWER, this::tables),
                Endpoint.get(FeedTab.ERRORS.route(), Access.VIEWER, this::errors),
                Endpoint.get(FeedTab.AUDIT.route(), Access.ADMIN, this::audit));
    }

    private void overview(Context context) {
        room.send(context, FeedTab.OVERVIEW, "changefeed.jte", Map.of());
    }

    private void tables(Context context) {
        room.send(context, FeedTab.TABLES, "feed/tables.jte", Map.of());
    }

    private void errors(Context context) {
        List<ErrorReport> newestFirst = new ArrayList<>(changefeeds.errors(context.pathParam("id")));
        Collections.reverse(newestFirst);
        room.send(context, FeedTab.ERRORS, "feed/errors.jte", Map.of("errors", newestFirst));
    }

    private void audit(Context context) {
        room.send(
                context,
                FeedTab.AUDIT,
                "feed/audit.jte",
                Map.of("entries", audit.ofChangefeed(context.pathParam("id"), ENTRIES)));
    }
}

package io.tidegate.server.console;

import java.util.Locale;

/** A part of what there is to see of a changefeed. */
public enum FeedTab {
    OVERVIEW,
    TABLES,
    MESSAGES,
    ERRORS,
    DDL,
    HISTORY,
    AUDIT;

    /** Whether whoever looks may see it. */
    public boolean isFor(PageFrame frame) {
        return switch (this) {
            case OVERVIEW, TABLES, ERRORS, DDL, HISTORY -> true;
            case MESSAGES -> frame.operates();
            case AUDIT -> frame.administers();
        };
    }

    /** The word for it in paths and keys of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it is shown of a changefeed. */
    public String path(String id) {
        return "/changefeeds/" + id + (this == OVERVIEW ? "" : "/" + word());
    }

    /** Where it is shown, as a route. */
    String route() {
        return path("{id}");
    }
}

package io.tidegate.feed;

import io.tidegate.filter.ColumnSelection;
import io.tidegate.filter.RowFilter;
import io.tidegate.model.RowCursor;
import io.tidegate.route.Route;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of the rows of one table version on one worker: which are left out, where they go, what is sent of them. */
final class RowWay {
    private static final RowWay CLOSED = new RowWay(null, null, null);

    private final @Nullable Route route;
    private final @Nullable RowFilter filter;
    private final @Nullable ColumnSelection selection;
    private @Nullable RowCursor whole;
    private @Nullable RowCursor selected;

    private RowWay(@Nullable Route route, @Nullable RowFilter filter, @Nullable ColumnSelection selection) {
        this.route = route;
        this.filter = filter;
        this.selection = selection;
    }

    static RowWay of(Route route, RowFilter filter, Optional<ColumnSelection> selection) {
        return new RowWay(route, filter, selection.orElse(null));
    }

    /** Of a table of which nothing is sent. */
    static RowWay closed() {
        return CLOSED;
    }

    boolean isOpen() {
        return route != null;
    }

    Route route() {
        return Objects.requireNonNull(route);
    }

    RowFilter filter() {
        return Objects.requireNonNull(filter);
    }

    /** The cursor's row with the columns that are sent. */
    RowCursor sent(RowCursor row) {
        if (selection == null) {
            return row;
        }
        RowCursor over = selected;
        if (over == null || whole != row) {
            over = selection.over(row);
            selected = over;
            whole = row;
        }
        return over;
    }
}

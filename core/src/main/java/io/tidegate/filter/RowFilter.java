package io.tidegate.filter;

import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.EnumSet;
import java.util.Set;

/** Which rows of one table version are left out. Does not refer to the version. Thread confined. */
public final class RowFilter {
    private final Set<RowKind> types = EnumSet.noneOf(RowKind.class);

    RowFilter() {}

    void add(EventFilter filter, TableVersion table) {
        for (RowKind kind : RowKind.values()) {
            if (filter.types().has(kind)) {
                types.add(kind);
            }
        }
    }

    /** Whether rows of this kind are left out whatever their values. */
    public boolean ignoresAll(RowKind kind) {
        return types.contains(kind);
    }

    /**
     * Whether the cursor's current row is left out when it is sent as this kind: by the kind itself, or by its values.
     */
    public boolean ignores(RowCursor row, RowKind as) {
        return types.contains(as);
    }
}

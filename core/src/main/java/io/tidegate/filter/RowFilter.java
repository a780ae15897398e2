package io.tidegate.filter;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.filter.expression.Condition;
import io.tidegate.filter.expression.EvaluationException;
import io.tidegate.filter.expression.Expression;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rows of one table version are left out. Does not refer to the version. Thread confined. */
public final class RowFilter {
    private final Set<RowKind> kinds = EnumSet.noneOf(RowKind.class);
    private final List<Condition> insert = new ArrayList<>();
    private final List<Condition> updateNew = new ArrayList<>();
    private final List<Condition> updateOld = new ArrayList<>();
    private final List<Condition> delete = new ArrayList<>();

    RowFilter() {}

    void add(EventFilter filter, TableVersion table) {
        for (RowKind kind : RowKind.values()) {
            if (filter.types().has(kind)) {
                kinds.add(kind);
            }
        }
        add(filter.insert(), table, insert);
        add(filter.updateNew(), table, updateNew);
        add(filter.updateOld(), table, updateOld);
        add(filter.delete(), table, delete);
    }

    /** Whether rows of this kind are left out whatever their values. */
    public boolean ignoresAll(RowKind kind) {
        return kinds.contains(kind);
    }

    /**
     * Whether the cursor's current row is left out when it is sent as this kind: by the kind itself, or by its values.
     *
     * @throws TidegateException FILTER_ROW_FAILED when an expression has no result
     */
    public boolean ignores(RowCursor row, RowKind as) {
        return kinds.contains(as)
                || switch (as) {
                    case INSERT -> isTrue(insert, row, row.after());
                    case UPDATE -> isTrue(updateOld, row, row.before()) || isTrue(updateNew, row, row.after());
                    case DELETE -> isTrue(delete, row, row.before());
                };
    }

    private static void add(@Nullable Expression expression, TableVersion table, List<Condition> conditions) {
        if (expression != null) {
            conditions.add(expression.compile(table));
        }
    }

    private static boolean isTrue(List<Condition> conditions, RowCursor row, RowImage image) {
        for (int i = 0; i < conditions.size(); i++) {
            if (isTrue(conditions.get(i), row, image)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrue(Condition condition, RowCursor row, RowImage image) {
        try {
            return condition.isOne(image);
        } catch (EvaluationException e) {
            throw new TidegateException(
                    ErrorCode.FILTER_ROW_FAILED,
                    condition + " for a row of " + row.table().name() + " at commit-ts "
                            + Long.toUnsignedString(row.commitTs()) + ": " + e.getMessage(),
                    e);
        }
    }
}

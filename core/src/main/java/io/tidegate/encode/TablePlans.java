package io.tidegate.encode;

import io.tidegate.model.TableVersion;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder prepares for each table version, made when the first row of the version comes and kept as long as the
 * version is. Rows of one table mostly come one after the other, so the last plan lies ready. Used by one thread.
 */
public final class TablePlans<P> {
    private final Function<TableVersion, P> maker;
    private final Map<TableVersion, P> plans = new WeakHashMap<>();
    private @Nullable TableVersion lastTable;
    private @Nullable P lastPlan;

    public TablePlans(Function<TableVersion, P> maker) {
        this.maker = maker;
    }

    public P of(TableVersion table) {
        P last = lastPlan;
        if (table == lastTable && last != null) {
            return last;
        }
        P plan = plans.computeIfAbsent(table, maker);
        lastTable = table;
        lastPlan = plan;
        return plan;
    }
}

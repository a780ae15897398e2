package io.tidegate.mysql.check;

import io.tidegate.check.Check;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.model.TableVersion;
import io.tidegate.source.TableSelection;
import java.util.List;
import java.util.function.Supplier;

/** What must hold on a MySQL or MariaDB server before a changefeed reads from it. */
public final class SourceChecks {
    private SourceChecks() {}

    /**
     * Looks at everything, whatever fails.
     *
     * @param tables called once, after the connection is known to work; what it throws becomes a failed check
     */
    public static List<Check> run(
            SourceEndpoint endpoint, TableSelection selection, Supplier<List<TableVersion>> tables) {
        return List.of(Check.warn("M001", endpoint.host(), selection + " " + tables.get(), "not written yet"));
    }
}

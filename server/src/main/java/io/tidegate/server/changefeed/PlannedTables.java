package io.tidegate.server.changefeed;

import io.tidegate.model.TableVersion;
import io.tidegate.server.TableRoute;
import java.util.List;

/**
 * The tables that a changefeed would take of those there are now.
 *
 * @param tables those that match and have a valid key
 * @param keylessTables those that match and have none
 * @param routes where the rows go that would be sent
 */
public record PlannedTables(List<TableVersion> tables, List<TableVersion> keylessTables, List<TableRoute> routes) {
    /** The topics of the rows, each once, by name. */
    public List<String> topics() {
        return routes.stream().map(TableRoute::topic).distinct().sorted().toList();
    }
}

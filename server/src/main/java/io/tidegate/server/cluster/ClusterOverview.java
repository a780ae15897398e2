package io.tidegate.server.cluster;

import io.tidegate.check.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a source cluster now.
 *
 * @param cluster which
 * @param version what it says it is, empty if it cannot be asked
 * @param tables how many tables it has, those of the system left out; null if it does not let them be read
 * @param keylessTables how many of them have no valid key; null likewise
 * @param changefeeds how many it has
 * @param changefeedLimit how many it may have
 * @param checks what must hold of it, with what was found
 */
public record ClusterOverview(
        SourceCluster cluster,
        String version,
        @Nullable Integer tables,
        @Nullable Integer keylessTables,
        int changefeeds,
        int changefeedLimit,
        List<Check> checks) {}

package io.tidegate.server.cluster;

import java.util.List;

/** Which changefeeds a cluster has. */
public interface ClusterUse {
    /** Ids of all of them. */
    List<String> changefeeds(String cluster);

    /** Ids of those that have a connection to it, or are about to. */
    List<String> running(String cluster);
}

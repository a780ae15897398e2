package io.tidegate.server.console;

import io.tidegate.server.changefeed.ChangefeedView;
import io.tidegate.server.cluster.SourceCluster;
import java.util.List;

/**
 * A cluster as the list shows it, with how its changefeeds do.
 *
 * @param cluster which
 * @param changefeeds how many it has
 * @param troubled how many of them need somebody
 */
public record ClusterCard(SourceCluster cluster, int changefeeds, int troubled) {
    static ClusterCard of(SourceCluster cluster, List<ChangefeedView> all) {
        List<ChangefeedView> own = all.stream()
                .filter(feed -> feed.definition().cluster().equals(cluster.id()))
                .toList();
        int troubled = (int) own.stream().filter(FeedOrder::isTroubled).count();
        return new ClusterCard(cluster, own.size(), troubled);
    }
}

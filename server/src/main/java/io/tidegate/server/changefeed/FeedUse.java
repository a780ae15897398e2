package io.tidegate.server.changefeed;

import io.tidegate.server.changefeed.Intent.Goal;
import io.tidegate.server.cluster.ClusterUse;
import io.tidegate.state.FeedStore;
import io.tidegate.state.StoredChangefeed;
import java.util.List;
import java.util.function.Predicate;

/** Which changefeeds a cluster has, as the state says. */
public record FeedUse(FeedStore store) implements ClusterUse {
    @Override
    public List<String> changefeeds(String cluster) {
        return ids(feed -> feed.cluster().equals(cluster));
    }

    @Override
    public List<String> running(String cluster) {
        return ids(feed ->
                feed.cluster().equals(cluster) && ChangefeedJson.intent(feed).goal() == Goal.RUNNING);
    }

    private List<String> ids(Predicate<StoredChangefeed> which) {
        return store.all().stream().filter(which).map(StoredChangefeed::id).toList();
    }
}
